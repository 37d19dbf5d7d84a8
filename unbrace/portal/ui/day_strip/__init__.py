"""Seven days at a glance. A day that was missed looks like any other day without a mark."""
