"""What the numbers mean: rating, travel, signal, verdict, exceptions."""
