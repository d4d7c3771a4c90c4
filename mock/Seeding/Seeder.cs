using PlanisoContract.Fixtures;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Seeding;

/// <summary>Generates the records that a silo starts with. The same seed makes the same records, in whatever order they are made.</summary>
/// <param name="plan">The API.</param>
/// <param name="modes">The modes in force.</param>
/// <param name="seed">The silo's seed.</param>
/// <param name="thisYear">The current year.</param>
/// <param name="records">How many of each resource.</param>
internal sealed class Seeder(ApiPlan plan, ActiveModes modes, int seed, int thisYear, RecordCounts records)
{
    private static readonly DateTime First = new(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2025, 12, 31, 23, 59, 59, DateTimeKind.Utc);

    private const int Chunk = 1024;

    private readonly SeededValues _values = new(new Fixture(seed, thisYear), modes);
    private readonly IReadOnlyList<Record>[] _seeded = new IReadOnlyList<Record>[plan.Resources.Length];
    private readonly SeedCounts _counts = new(plan, records);
    private IProgress<double>? _progress;
    private long _done;

    /// <summary>The records by resource, each list by identity.</summary>
    /// <param name="progress">Goes from 0 to 1.</param>
    public IReadOnlyList<Record>[] Seed(IProgress<double>? progress)
    {
        _progress = progress;
        foreach (var resource in plan.Resources)
            Seed(resource);
        return _seeded;
    }

    // Related records come first.
    private IReadOnlyList<Record> Seed(ResourcePlan resource)
    {
        if (_seeded[resource.Index] is { } seeded)
            return seeded;
        var others = resource.Fields.Select(field => field.IsRelated ? Seed(field.Target!) : []).ToArray();
        var counts = resource.Fields.Select(field => field.Target is { } target ? _counts.Of(target) : 0).ToArray();
        var parents = resource.Parent is { } parent ? _counts.Of(parent) : 0;
        var count = _counts.Of(resource);
        var list = new Record[count];
        var random = new SeededRandom(seed, resource.Resource.Name);
        // Every record follows from its ordinal alone, so any number of them can be made at once.
        ValueBlock Make(int chunk, ValueBlock block)
        {
            var from = chunk * Chunk;
            var to = Math.Min(count, from + Chunk);
            for (var at = from; at < to; at++)
                list[at] = Record(resource, random, at + 1, count, others, counts, Parent(random, at + 1, parents), block);
            _progress?.Report((double)Interlocked.Add(ref _done, to - from) / _counts.Total);
            return block;
        }
        if (count > Chunk)
            Parallel.For(0, (count + Chunk - 1) / Chunk, () => new ValueBlock(), (chunk, _, block) => Make(chunk, block), _ => { });
        // For a few, starting a second thread takes longer.
        else if (count > 0)
            Make(0, new ValueBlock());
        return _seeded[resource.Index] = list;
    }

    // Some parents have several children, the first one among them; most have none.
    private static long Parent(SeededRandom random, int ordinal, int parents) =>
        parents == 0 ? 0 : ordinal <= 3 ? 1 : (random.Next((parents + 2) / 3, ordinal, -4) * 3L) + 1;

    private Record Record(
        ResourcePlan resource, SeededRandom random, int ordinal, int count, IReadOnlyList<Record>[] others, int[] counts, long parent, ValueBlock block)
    {
        var declared = ordinal <= resource.Resource.Declared.Length ? resource.Resource.Declared[ordinal - 1] : null;
        var deleted = resource.Active is not null && random.Next(10, ordinal, -1) == 0;
        var created = First.AddSeconds((long)((Last - First).TotalSeconds * ordinal / (count + 1)));
        var values = new object?[resource.Fields.Length];
        foreach (var field in resource.Fields)
        {
            values[field.Index] = field switch
            {
                _ when field == resource.Identity || field == resource.Number => Sentinel.Generated,
                _ when field == resource.Active => BoxedBoolean.Of(!deleted),
                { Field.SetOn: SetOn.Create } => created,
                { Field.SetOn: SetOn.Update } => Updated(created, random, ordinal, field.Index),
                _ when declared is not null => DeclaredValue.Of(field.Field, declared[field.Field.Name]) ?? field.Default,
                { Field.Link: not null } => others[field.Index][_counts.Linked(field, ordinal)],
                { Field.References: not null } => References(random, ordinal, others[field.Index]),
                { IsHidden: true } or { From: not null } => null,
                { Keyed: not null } => _values.Keyed(resource, field, random, ordinal, counts[field.Index]),
                { Field.Type: FieldType.Identities } => SeededValues.Identities(field, random, ordinal, counts[field.Index]),
                { Field.Refers: not null } => SeededValues.Identity(field, random, ordinal, counts[field.Index]),
                { IsCollection: true } => _values.Several(resource, field, random, ordinal),
                _ => _values.Plain(resource, field, random, ordinal),
            };
        }
        return new Record(ordinal, values, deleted, parent, block);
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
