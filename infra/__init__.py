"""What the program stands on: its tables, queues and topics, and a laptop's copy of them."""
