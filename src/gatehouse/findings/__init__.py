"""What is wrong at which gate, from when to when: findings as intervals, known into the future."""
