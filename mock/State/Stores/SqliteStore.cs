using Microsoft.Data.Sqlite;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>State in a file. What is committed survives the end of the process, and of the machine as far as its disk keeps what it has confirmed.</summary>
internal sealed class SqliteStore : IStateStore
{
    // "plan"; tells the file from other databases.
    private const int ApplicationId = 0x706C616E;
    private const int Format = 1;
    private const int Busy = 5;
    private const int NoDatabase = 26;

    private readonly SqliteConnection _connection;
    private readonly Lock _using = new();

    private SqliteStore(SqliteConnection connection, string file) => (_connection, Name) = (connection, file);

    public string Name { get; }

    public bool IsShared => false;

    /// <summary>Opens a file, or makes it. No other process can until this one ends, however it ends.</summary>
    /// <exception cref="StartException">Another process has it, or it is something else.</exception>
    public static SqliteStore Open(string file)
    {
        var store = new SqliteStore(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ToString()), file);
        try
        {
            store.Prepare();
            return store;
        }
        catch (SqliteException wrong)
        {
            store._connection.Dispose();
            throw new StartException($"--store {file}: " + wrong.SqliteErrorCode switch
            {
                Busy => "another process has it. End that one, or give each its own file; several mocks share a state by --store postgres://…",
                NoDatabase => "it is no SQLite database. Give another file, or one that does not exist yet.",
                _ => $"it cannot be opened: {wrong.Message}",
            });
        }
        catch (StartException)
        {
            store._connection.Dispose();
            throw;
        }
    }

    public ValueTask<StoredChanges> ReadAsync(long since) => new(since == StoredChanges.Beginning ? ReadAll() : StoredChanges.None(since));

    public ValueTask<StoredChanges> BeginAsync(long since) => ReadAsync(since);

    // Committed at once, or not at all: until then the file is as it was.
    public ValueTask<long> CommitAsync(StateEffects effects)
    {
        lock (_using)
        {
            using var transaction = _connection.BeginTransaction();
            Each("delete from record where generation = @a", effects.EndedGenerations, generation => [generation]);
            Each("delete from content where id = @a", effects.EndedContents, content => [content]);
            foreach (var content in effects.Contents)
                Each("insert into content values (@a, @b, @c)", content.Parts.Index(), part => [content.Id, part.Index, part.Item]);
            Each("delete from item where name = @a", effects.Items.Where(item => item.Json is null), item => [item.Name]);
            Each("insert into item values (@a, @b) on conflict do update set json = excluded.json", effects.Items.Where(item => item.Json is not null), item => [item.Name, item.Json]);
            Each("insert into record values (@a, @b, @c, @d) on conflict do update set json = excluded.json", effects.Records,
                record => [record.Generation, record.Resource, record.Identity, record.Json]);
            transaction.Commit();
        }
        return new(0);
    }

    public ValueTask AbandonAsync() => ValueTask.CompletedTask;

    public IReadOnlyList<byte[]> ReadContent(string id)
    {
        lock (_using)
            return Rows("select bytes from content where id = @a order by part", row => (byte[])row[0], id);
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private StoredChanges ReadAll()
    {
        lock (_using)
        {
            return new StoredChanges(0, Rows("select name, json from item", row => new StoredItem(row.GetString(0), row.GetString(1))),
                Rows("select generation, resource, identity, json from record",
                    row => new StoredRecord(row.GetString(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3))));
        }
    }

    private void Prepare()
    {
        _connection.Open();
        // The lock is taken with the first write, and kept: a second process must not even read.
        Run("pragma locking_mode = exclusive");
        Run("begin immediate");
        var (application, tables) = (Number("pragma application_id"), Number("select count(*) from sqlite_schema"));
        if (application != ApplicationId && tables > 0)
            throw new StartException($"--store {Name}: it is a database of another program. Give another file, or one that does not exist yet.");
        if (Number("pragma user_version") is > Format and var format)
            throw new StartException($"--store {Name}: its format {format} is newer than this mock, which knows {Format}. A newer mock opens it.");
        Run($"""
            pragma application_id = {ApplicationId};
            pragma user_version = {Format};
            create table if not exists item (name text primary key, json text not null) without rowid;
            create table if not exists record (generation text, resource text, identity integer, json text, primary key (generation, resource, identity)) without rowid;
            create table if not exists content (id text, part integer, bytes blob not null, primary key (id, part));
            commit;
            """);
        // A commit waits until the disk has confirmed the log; a new file is in its directory for good.
        Run("pragma journal_mode = wal");
        Run("pragma synchronous = full");
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Number(string sql) => Rows(sql, row => row.GetInt64(0))[0];

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, string? parameter = null)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        if (parameter is not null)
            command.Parameters.AddWithValue("@a", parameter);
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
            all.Add(read(rows));
        return all;
    }

    private void Each<T>(string sql, IEnumerable<T> all, Func<T, object?[]> values)
    {
        SqliteCommand? command = null;
        foreach (var one in all)
        {
            var row = values(one);
            if (command is null)
            {
                command = _connection.CreateCommand();
                command.CommandText = sql;
                foreach (var index in Enumerable.Range(0, row.Length))
                    command.Parameters.Add(new SqliteParameter { ParameterName = $"@{(char)('a' + index)}" });
            }
            for (var index = 0; index < row.Length; index++)
                command.Parameters[index].Value = row[index] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
        command?.Dispose();
    }
}
