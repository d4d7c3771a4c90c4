using System.Data;
using Npgsql;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>State in a database that several mocks share. Each commit has the next sequence number, and what it wrote bears it.</summary>
/// <remarks>
/// Whoever writes locks the row of the sequence number until the commit, so that numbers are visible in their order: who has read one knows
/// all before it.
/// </remarks>
internal sealed class PostgresStore : IStateStore
{
    private const int Format = 1;

    // For the time in which the tables are made; any number that other programs do not use.
    private const long PreparingLock = 0x706C616E69736F;

    private const string Sequence = "select seq from planiso_state";
    private const string Items = "select name, json from planiso_item where seq > $1";
    private const string Records = "select generation, resource, identity, json from planiso_record where seq > $1";

    private readonly NpgsqlDataSource _source;
    private NpgsqlConnection? _connection;
    private bool _isWriting;

    private PostgresStore(NpgsqlDataSource source, string name) => (_source, Name) = (source, name);

    public string Name { get; }

    public bool IsShared => true;

    /// <exception cref="StartException">The address is not right.</exception>
    public static PostgresStore Open(string address)
    {
        var settings = PostgresAddress.Parse(address);
        return new PostgresStore(NpgsqlDataSource.Create(settings), PostgresAddress.Describe(settings));
    }

    public async ValueTask<StoredChanges> ReadAsync(long since)
    {
        var connection = await ConnectAsync();
        await using (var command = new NpgsqlCommand(Sequence, connection))
        {
            if ((long)(await command.ExecuteScalarAsync())! == since)
                return StoredChanges.None(since);
        }
        // All of one moment.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var changes = await ChangesAsync(connection, since, Sequence);
        await transaction.CommitAsync();
        return changes;
    }

    public async ValueTask<StoredChanges> BeginAsync(long since)
    {
        var connection = await ConnectAsync();
        _isWriting = true;
        await using (var batch = new NpgsqlBatch(connection) { BatchCommands = { new("begin"), new("update planiso_state set seq = seq + 1 returning seq - 1") } })
        {
            await using var rows = await batch.ExecuteReaderAsync();
            while (!await rows.ReadAsync() && await rows.NextResultAsync())
            {
            }
            if (rows.GetInt64(0) == since)
                return StoredChanges.None(since);
        }
        return await ChangesAsync(connection, since, "select seq - 1 from planiso_state");
    }

    public async ValueTask<long> CommitAsync(StateEffects effects)
    {
        var connection = _connection!;
        foreach (var content in effects.Contents)
            await AddAsync(connection, content);
        await using var batch = new NpgsqlBatch(connection);
        if (effects.Items.Count > 0)
        {
            Add(batch, "insert into planiso_item (name, json, seq) select name, json, seq from unnest($1::text[], $2::text[]) as given(name, json), planiso_state on conflict (name) do update set json = excluded.json, seq = excluded.seq",
                effects.Items.Select(item => item.Name).ToArray(), effects.Items.Select(item => item.Json).ToArray());
        }
        if (effects.Records.Count > 0)
        {
            Add(batch, "insert into planiso_record (generation, resource, identity, json, seq) select generation, resource, identity, json, seq from unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) as given(generation, resource, identity, json), planiso_state on conflict (generation, resource, identity) do update set json = excluded.json, seq = excluded.seq",
                effects.Records.Select(record => record.Generation).ToArray(), effects.Records.Select(record => record.Resource).ToArray(),
                effects.Records.Select(record => record.Identity).ToArray(), effects.Records.Select(record => record.Json).ToArray());
        }
        if (effects.EndedGenerations.Count > 0)
            Add(batch, "delete from planiso_record where generation = any($1)", (object)effects.EndedGenerations.ToArray());
        if (effects.EndedContents.Count > 0)
            Add(batch, "delete from planiso_content where id = any($1)", (object)effects.EndedContents.ToArray());
        batch.BatchCommands.Add(new(Sequence));
        batch.BatchCommands.Add(new("commit"));
        var sequence = 0L;
        await using var rows = await batch.ExecuteReaderAsync();
        do
        {
            while (await rows.ReadAsync())
                sequence = rows.GetInt64(0);
        }
        while (await rows.NextResultAsync());
        _isWriting = false;
        return sequence;
    }

    public async ValueTask AbandonAsync()
    {
        if (!_isWriting)
            return;
        if (_connection is { FullState: ConnectionState.Open } connection)
        {
            await using var command = new NpgsqlCommand("rollback", connection);
            await command.ExecuteNonQueryAsync();
            _isWriting = false;
        }
        else
            await CloseAsync();
    }

    public IReadOnlyList<byte[]> ReadContent(string id)
    {
        using var connection = _source.OpenConnection();
        using var command = new NpgsqlCommand("select bytes from planiso_content where id = $1 order by part", connection) { Parameters = { new() { Value = id } } };
        using var rows = command.ExecuteReader();
        var parts = new List<byte[]>();
        while (rows.Read())
            parts.Add(rows.GetFieldValue<byte[]>(0));
        return parts;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _source.DisposeAsync();
    }

    private static async Task<StoredChanges> ChangesAsync(NpgsqlConnection connection, long since, string sequence)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(sequence) } };
        Add(batch, Items, since);
        Add(batch, Records, since);
        await using var rows = await batch.ExecuteReaderAsync();
        await rows.ReadAsync();
        var number = rows.GetInt64(0);
        await rows.NextResultAsync();
        var (items, records) = (new List<StoredItem>(), new List<StoredRecord>());
        while (await rows.ReadAsync())
            items.Add(new StoredItem(rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1)));
        await rows.NextResultAsync();
        while (await rows.ReadAsync())
            records.Add(new StoredRecord(rows.GetString(0), rows.GetString(1), rows.GetInt64(2), rows.IsDBNull(3) ? null : rows.GetString(3)));
        return new StoredChanges(number, items, records);
    }

    private static async Task AddAsync(NpgsqlConnection connection, StoredContent content)
    {
        foreach (var (index, part) in content.Parts.Index())
        {
            await using var command = new NpgsqlCommand("insert into planiso_content (id, part, bytes) values ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = content.Id }, new() { Value = index }, new() { Value = part } },
            };
            await command.ExecuteNonQueryAsync();
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }

    // One connection that stays, made again where it was lost, or where nobody knows what it is in the middle of.
    private async ValueTask<NpgsqlConnection> ConnectAsync()
    {
        if (_connection is { FullState: ConnectionState.Open } open && !_isWriting)
            return open;
        await CloseAsync();
        var connection = await _source.OpenConnectionAsync();
        try
        {
            await PrepareAsync(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        return _connection = connection;
    }

    private async ValueTask CloseAsync()
    {
        var connection = _connection;
        (_connection, _isWriting) = (null, false);
        if (connection is not null)
            await connection.DisposeAsync();
    }

    // Mocks that start at once wait for one another.
    private static async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using (var command = new NpgsqlCommand("select to_regclass('planiso_state') is not null", connection))
        {
            if ((bool)(await command.ExecuteScalarAsync())!)
            {
                await CheckAsync(connection);
                return;
            }
        }
        await using var transaction = await connection.BeginTransactionAsync();
        await using var prepare = new NpgsqlCommand($"""
            select pg_advisory_xact_lock({PreparingLock});
            create table if not exists planiso_state (format integer not null, seq bigint not null);
            insert into planiso_state select {Format}, 0 where not exists (select from planiso_state);
            create table if not exists planiso_item (name text primary key, json text, seq bigint not null);
            create table if not exists planiso_record (generation text, resource text, identity bigint, json text, seq bigint not null, primary key (generation, resource, identity));
            create index if not exists planiso_record_seq on planiso_record (seq);
            create table if not exists planiso_content (id text, part integer, bytes bytea not null, primary key (id, part));
            """, connection);
        await prepare.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        await CheckAsync(connection);
    }

    private static async Task CheckAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select format from planiso_state", connection);
        if ((int)(await command.ExecuteScalarAsync())! is > Format and var format)
            throw new StoreUnavailableException($"its format {format} is newer than this mock, which knows {Format}. A newer mock reads it.");
    }
}
