import { describe, expect, it } from 'vitest';
import { HOLE, isLightSql } from '../../rules/catalog/sql-weight.ts';

describe('SQL that is known to be light by its text', () => {
  it.each([
    'SELECT value FROM options WHERE name = ?',
    'SELECT * FROM revisions WHERE revisionId = ?;',
    "SELECT value FROM options WHERE name = 'initialized'",
    "SELECT id FROM attributes WHERE isDeleted = 0 AND noteId = ? AND type = 'this and that' AND name IS NULL",
    'SELECT 1 FROM notes WHERE blobId = :id LIMIT 1',
    'SELECT u.id, u.name AS label\n  FROM users AS u -- one of them\n WHERE u.id = @id',
    `select "id" from "${HOLE}" where "key" = $key`,
    `SELECT id FROM orders WHERE id = ${HOLE}`,
    'SELECT coalesce(name, title) FROM users WHERE id = ?',
    'SELECT * FROM settings WHERE id = 1',
    'SELECT MAX(id) FROM changes',
    'SELECT COALESCE(MAX(id), 0) FROM changes WHERE isSynced = 1',
    'SELECT EXISTS(SELECT 1 FROM orders WHERE isSent = 1 AND id > ?)',
    'SELECT id FROM orders WHERE customer=? AND date >= ? AND note IS NOT NULL',
  ])('%s', (sql) => {
    expect(isLightSql(sql, 'first')).toBe(true);
  });

  it.each([
    'PRAGMA table_info(orders)',
    'PRAGMA foreign_keys = ON',
    'BEGIN',
    'BEGIN DEFERRED',
    'SAVEPOINT before',
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "SELECT name FROM pragma_table_info('orders')",
    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    'SELECT id FROM orders WHERE customer = ? LIMIT 1',
    'SELECT * FROM orders WHERE id = ?',
    'SELECT o.* FROM "orders" o WHERE o.order_id = ? AND isDeleted = 0',
  ])('%s, where all rows are taken', (sql) => {
    expect(isLightSql(sql, 'all')).toBe(true);
  });
});

describe('SQL that may take long', () => {
  it.each([
    ['contents', 'SELECT content FROM blobs WHERE blobId = ?'],
    ['all columns of contents', 'SELECT * FROM blobs WHERE blobId = ?'],
    ['the length of contents', 'SELECT *, LENGTH(content) AS length FROM notes WHERE noteId = ?'],
    ['a column of contents', 'SELECT p.body_html b FROM posts p WHERE p.id = ?'],
    ['columns that cannot be read', `SELECT ${HOLE} FROM posts WHERE id = ?`],
    ['conditions that cannot be read', `SELECT id FROM posts WHERE ${HOLE}`],
    ['more conditions', `SELECT id FROM posts WHERE id = ? AND ${HOLE}`],
    ['a count', 'SELECT COUNT(*) FROM orders WHERE customer = ?'],
    ['a sum', 'SELECT SUM(price) FROM orders WHERE id = 1'],
    ['the greatest of many', 'SELECT MAX(position) FROM branches WHERE parentId = ?'],
    ['no condition', 'SELECT id FROM orders'],
    ['only a flag', 'SELECT id FROM orders WHERE isDeleted = 0'],
    ['a range of what may be no key', 'SELECT id FROM orders WHERE price > ?'],
    ['all others', 'SELECT id FROM orders WHERE customer != ?'],
    ['a pattern', 'SELECT id FROM orders WHERE note LIKE ?'],
    ['a choice', 'SELECT id FROM orders WHERE id = ? OR note = ?'],
    ['an order', 'SELECT id FROM orders WHERE customer = ? ORDER BY price LIMIT 1'],
    ['two tables', 'SELECT id FROM orders, customers WHERE orders.customer = ?'],
    ['a join', 'SELECT id FROM orders JOIN customers USING (customer) WHERE id = ?'],
    ['a select in a select', 'SELECT (SELECT COUNT(*) FROM items) FROM orders WHERE id = ?'],
    ['a common table', 'WITH a AS (SELECT 1) SELECT id FROM a WHERE id = ?'],
    ['a write, whose commit waits for the disk', 'UPDATE orders SET note = ? WHERE id = ?'],
    ['a commit', 'COMMIT'],
    ['several statements', 'BEGIN; DELETE FROM orders; COMMIT'],
    ['the whole database', 'PRAGMA main.wal_checkpoint(TRUNCATE)'],
    ['the whole database, once more', 'PRAGMA integrity_check'],
    ['a lock that another process may hold', 'BEGIN IMMEDIATE'],
  ])('asks for %s', (_, sql) => {
    expect(isLightSql(sql, 'first')).toBe(false);
  });

  it('gives all rows that have a value', () => {
    expect(isLightSql('SELECT id FROM orders WHERE customer = ?', 'all')).toBe(false);
    expect(isLightSql('SELECT id FROM orders WHERE customerId = ?', 'all')).toBe(false);
    expect(isLightSql('SELECT id FROM orders WHERE id > ?', 'all')).toBe(false);
  });
});
