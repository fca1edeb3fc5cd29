"""What the numbers say: control limits, intervals, trend. Needs only numpy and scipy."""
