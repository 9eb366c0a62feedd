SELECT phone FROM users
