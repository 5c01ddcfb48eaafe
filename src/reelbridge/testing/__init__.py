"""What ships for testing: stand-ins for services, for our tests, for yours, and to try things without a key."""
