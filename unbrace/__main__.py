"""`python -m unbrace` is the `unbrace` command."""

import sys

from unbrace.cli import main

sys.exit(main())
