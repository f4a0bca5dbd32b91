/** Nobody listens there: what is reported is lost on this machine. */
export const dsn = 'http://key@127.0.0.1:9/1';
