"""`python -m unbrace.cli.analyse FILE --exercise ID`: the command by itself."""

import sys

from unbrace.cli.analyse.command import main

sys.exit(main())
