"""The three demo clients: small worlds in which the cause of every sale is known, and the exports they leave."""
