using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Storage.Packing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Seeding;

/// <summary>Generates the records that a silo starts with. The same seed makes the same records, in whatever order they are made.</summary>
/// <param name="plan">The API.</param>
/// <param name="modes">The modes in force.</param>
/// <param name="seed">The silo's seed.</param>
/// <param name="thisYear">The current year.</param>
/// <param name="records">How many of each resource.</param>
/// <param name="given">Records in place of those that are generated, by resource; null without any.</param>
internal sealed class Seeder(ApiPlan plan, ActiveModes modes, int seed, int thisYear, RecordCounts records, GivenContent? given = null)
{
    private static readonly DateTime First = new(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2025, 12, 31, 23, 59, 59, DateTimeKind.Utc);

    private const int Chunk = 1024;

    private readonly SeededValues _values = new(new Fixture(seed, thisYear), modes);
    private readonly TableContent?[] _seeded = new TableContent?[plan.Resources.Length];
    private readonly SeedCounts _counts = new(plan, records, given);
    private StoreContent? _present;
    private IProgress<double>? _progress;
    private long _done;

    /// <summary>The records by resource, each list by identity.</summary>
    /// <param name="progress">Goes from 0 to 1.</param>
    public StoreContent Seed(IProgress<double>? progress)
    {
        _progress = progress;
        return new StoreContent([.. plan.Resources.Select(TableOf)]);
    }

    /// <summary>The given records together with those that are there.</summary>
    public StoreContent AddTo(StoreContent present)
    {
        _present = present;
        return Seed(null);
    }

    // Related records come first.
    private TableContent TableOf(ResourcePlan resource)
    {
        if (_seeded[resource.Index] is { } seeded)
            return seeded;
        var links = resource.Fields.Select(field => field.IsRelated ? TableOf(field.Target!) : null).ToArray();
        var table = given?.Tables[resource.Index];
        if (_present is not null && table is null)
            return _seeded[resource.Index] = _present.Tables[resource.Index];
        var others = resource.Fields.Select(field => field.Target is { } target ? Identities(target) : default).ToArray();
        var parents = resource.Parent is { } parent ? Identities(parent) : default;
        var seeding = new SeededResource(resource, new SeededRandom(seed, resource.Resource.Name), _counts.Of(resource), links, others, parents);
        return _seeded[resource.Index] = table is not null
            ? new GivenRecords(this, seeding, table, modes).Make(_present?.Tables[resource.Index])
            : new TableContent(Generate(seeding));
    }

    private Record[] Generate(SeededResource seeding)
    {
        var count = seeding.Count;
        var list = new Record[count];
        // Every record follows from its ordinal alone, so any number of them can be made at once.
        ValueBlock Make(int chunk, ValueBlock block)
        {
            var from = chunk * Chunk;
            var to = Math.Min(count, from + Chunk);
            for (var at = from; at < to; at++)
                list[at] = Record(seeding, at + 1, block);
            _progress?.Report((double)Interlocked.Add(ref _done, to - from) / _counts.Total);
            return block;
        }
        if (count > Chunk)
            Parallel.For(0, (count + Chunk - 1) / Chunk, () => new ValueBlock(), (chunk, _, block) => Make(chunk, block), _ => { });
        // For a few, starting a second thread takes longer.
        else if (count > 0)
            Make(0, new ValueBlock());
        return list;
    }

    private IdentityList Identities(ResourcePlan resource)
    {
        var table = given?.Tables[resource.Index];
        if (_present is null && table is null)
            return new IdentityList(_counts.Of(resource));
        long[] identities =
        [
            .. _present?.Tables[resource.Index].Records.Select(record => record.Identity) ?? [],
            .. table?.Records.Where(record => !record.IsRemoved).Select(record => record.Identity) ?? [],
        ];
        return new IdentityList(identities.Length, identities);
    }

    private Record Record(SeededResource seeding, int ordinal, ValueBlock block)
    {
        var resource = seeding.Resource;
        var declared = ordinal <= resource.Resource.Declared.Length ? resource.Resource.Declared[ordinal - 1] : null;
        var deleted = resource.Active is not null && seeding.Random.Next(10, ordinal, -1) == 0;
        var created = Created(ordinal, seeding.Count);
        var values = new object?[resource.Fields.Length];
        foreach (var field in resource.Fields)
            values[field.Index] = field == resource.Active ? BoxedBoolean.Of(!deleted) : Value(seeding, field, ordinal, created, declared);
        return new Record(ordinal, values, deleted, Parent(seeding, ordinal), block);
    }

    /// <summary>When a record was created: in the order of the identities.</summary>
    internal static DateTime Created(int ordinal, int count) => First.AddSeconds((long)((Last - First).TotalSeconds * ordinal / (count + 1)));

    /// <summary>A generated value.</summary>
    internal object? Value(SeededResource seeding, FieldPlan field, int ordinal, DateTime created, JsonObject? declared = null, GivenTexts? texts = null)
    {
        var (resource, random, others) = (seeding.Resource, seeding.Random, seeding.Others[field.Index]);
        return field switch
        {
            // What the client gives is made up as for any other field.
            _ when field == resource.Identity && resource.IdentityNames is { AreNumbers: false } && field.Field.OnCreate => _values.Plain(resource, field, random, ordinal),
            _ when field == resource.Identity || field == resource.Number => Sentinel.Generated,
            { Field.SetOn: SetOn.Create } => created,
            { Field.SetOn: SetOn.Update } => Updated(created, random, ordinal, field.Index),
            _ when declared is not null => DeclaredValue.Of(field.Field, declared[field.Field.Name]) ?? field.Default,
            { Field.Link: not null } => Linked(seeding, field, ordinal),
            { Field.References: not null } => References(random, ordinal, seeding.Links[field.Index]!.Records),
            { IsHidden: true } or { From: not null } or { Written: false, Field.Type: FieldType.Timestamp } => null,
            { Keyed: not null } => _values.Keyed(resource, field, random, ordinal, others),
            { Field.Type: FieldType.Identities } => SeededValues.Identities(field, random, ordinal, others),
            { Field.Refers: not null } => SeededValues.Identity(field, random, ordinal, others),
            { IsCollection: true } => _values.Several(resource, field, random, ordinal, texts),
            { IsBeforeCreation: true } => _values.Plain(resource, field, random, ordinal) is DateOnly ? BeforeCreation(created, random, ordinal, field.Index) : null,
            _ => _values.Plain(resource, field, random, ordinal, texts),
        };
    }

    private static DateOnly BeforeCreation(DateTime created, SeededRandom random, int ordinal, int question) =>
        DateOnly.FromDateTime(created).AddDays(-random.Next(1500, ordinal, question + 6000));

    // Some parents have several children, the first one among them; most have none.
    internal static long Parent(SeededResource seeding, int ordinal)
    {
        var count = seeding.Parents.Count;
        return count == 0 ? 0 : seeding.Parents[ordinal <= 3 ? 1 : (seeding.Random.Next((count + 2) / 3, ordinal, -4) * 3) + 1];
    }

    // Where the linked records are given, there may be fewer of them than links.
    private Record? Linked(SeededResource seeding, FieldPlan link, int ordinal)
    {
        var others = seeding.Links[link.Index]!.Records;
        return others.Count == 0 ? null : others[_counts.Linked(link, ordinal) % others.Count];
    }

    private static DateTime Updated(DateTime created, SeededRandom random, int ordinal, int question)
    {
        var later = created.AddSeconds(random.Next(3, ordinal, question) == 0 ? 0 : random.Next(26_000_000, ordinal, question + 1000));
        return later < Last ? later : created;
    }

    private static Record[] References(SeededRandom random, int ordinal, IReadOnlyList<Record> others)
    {
        var count = Math.Min(random.Next(4, ordinal, -2), others.Count);
        var first = others.Count == 0 ? 0 : random.Next(others.Count, ordinal, -3);
        return [.. Enumerable.Range(0, count).Select(at => others[(first + at) % others.Count])];
    }
}

/// <summary>What the records of one resource are made with.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Random">Chance.</param>
/// <param name="Count">How many records there will be.</param>
/// <param name="Links">The records to show in whole, by the field's index; null where a field shows none.</param>
/// <param name="Others">The identities to refer to, by the field's index.</param>
/// <param name="Parents">The identities of the records to be nested in.</param>
internal sealed record SeededResource(
    ResourcePlan Resource, SeededRandom Random, int Count, TableContent?[] Links, IdentityList[] Others, IdentityList Parents);
