import blockedAt from 'blocked-at';

blockedAt(() => undefined, { threshold: 50 });
