"""What is done with whole roads: they are put into an order, made twice, split and joined."""
