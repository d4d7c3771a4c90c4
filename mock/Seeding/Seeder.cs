using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Seeding;

/// <summary>Generates the records that a silo starts with. The same seed makes the same records, whoever asks first.</summary>
internal sealed class Seeder(ApiPlan plan, Modes modes, int seed, int thisYear)
{
    private static readonly DateTime First = new(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2025, 12, 31, 23, 59, 59, DateTimeKind.Utc);

    private const int Chunk = 1024;

    private readonly Fixture _fixture = new(seed, thisYear);
    private readonly IReadOnlyList<Record>[] _seeded = new IReadOnlyList<Record>[plan.Resources.Length];
    private IProgress<double>? _progress;
    private long _total;
    private long _done;

    /// <summary>The records by resource, each list by identity.</summary>
    /// <param name="records">How many of each resource.</param>
    /// <param name="progress">Goes from 0 to 1.</param>
    public IReadOnlyList<Record>[] Seed(int records, IProgress<double>? progress)
    {
        _progress = progress;
        _total = Math.Max(1, plan.Resources.Sum(resource => (long)Count(resource, records)));
        foreach (var resource in plan.Resources)
            Seed(resource, records);
        return _seeded;
    }

    /// <summary>
    /// A linked resource has a record for each that links it, plus some without; what no request creates is
    /// reference data, of which there are few.
    /// </summary>
    private static int Count(ResourcePlan resource, int records)
    {
        if (records == 0)
            return 0;
        if (resource.Operations[(int)OperationKind.Create] is null)
            return Math.Min(records, 12);
        return resource.LinkedBy.IsEmpty ? records : (records * resource.LinkedBy.Length) + Math.Max(1, records / 10);
    }

    // What a record leads to comes first.
    private IReadOnlyList<Record> Seed(ResourcePlan resource, int records)
    {
        if (_seeded[resource.Index] is { } seeded)
            return seeded;
        var others = resource.Fields.Select(field => field.Target is { } target ? Seed(target, records) : []).ToArray();
        var count = Count(resource, records);
        var list = new Record[count];
        var noise = new Noise(seed, resource.Resource.Name);
        // Every record follows from its ordinal alone, so any number of them can be made at once.
        Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
        {
            var from = chunk * Chunk;
            var to = Math.Min(count, from + Chunk);
            for (var at = from; at < to; at++)
                list[at] = Record(resource, noise, at + 1, count, others);
            _progress?.Report((double)Interlocked.Add(ref _done, to - from) / _total);
        });
        return _seeded[resource.Index] = list;
    }

    private Record Record(ResourcePlan resource, Noise noise, int ordinal, int count, IReadOnlyList<Record>[] others)
    {
        var deleted = resource.Active is not null && noise.Next(10, ordinal, -1) == 0;
        var created = First.AddSeconds((long)((Last - First).TotalSeconds * ordinal / (count + 1)));
        var values = new object?[resource.Fields.Length];
        foreach (var field in resource.Fields)
        {
            values[field.Index] = field switch
            {
                _ when field == resource.Identity || field == resource.Number => Mark.Generated,
                _ when field == resource.Active => Flag.Of(!deleted),
                { Field.SetOn: SetOn.Create } => created,
                { Field.SetOn: SetOn.Update } => Updated(created, noise, ordinal, field.Index),
                { Field.Link: not null } => Linked(resource, field, ordinal, others[field.Index]),
                { Field.References: not null } => References(noise, ordinal, others[field.Index]),
                _ => Plain(resource, field, noise, ordinal),
            };
        }
        return new Record(ordinal, values, deleted);
    }

    private static DateTime Updated(DateTime created, Noise noise, int ordinal, int question)
    {
        var later = created.AddSeconds(noise.Next(3, ordinal, question) == 0 ? 0 : noise.Next(26_000_000, ordinal, question + 1000));
        return later < Last ? later : created;
    }

    // The n-th record that links by a field has a record of its own: they take turns with those of other fields.
    private static Record? Linked(ResourcePlan resource, FieldPlan field, int ordinal, IReadOnlyList<Record> others)
    {
        var links = field.Target!.LinkedBy;
        var own = ((ordinal - 1) * links.Length) + links.IndexOf(field);
        return own < others.Count ? others[own] : throw new InvalidOperationException($"{resource} has more records than {field.Target}.");
    }

    private static Record[] References(Noise noise, int ordinal, IReadOnlyList<Record> others)
    {
        var count = Math.Min(noise.Next(4, ordinal, -2), others.Count);
        var first = others.Count == 0 ? 0 : noise.Next(others.Count, ordinal, -3);
        return [.. Enumerable.Range(0, count).Select(at => others[(first + at) % others.Count])];
    }

    private object? Plain(ResourcePlan resource, FieldPlan field, Noise noise, int ordinal)
    {
        if (field.Written && field.Field is { Required: false, Default: null } && noise.Next(7, ordinal, field.Index) == 0)
            return field.Unset(modes);
        // A flag that no request can set is mostly on, as one would find it.
        if (!field.Written && field.Field.Type == FieldType.Boolean)
            return Flag.Of(noise.Next(10, ordinal, field.Index) != 0);
        var value = _fixture.Valid(resource.Resource, field.Field, ordinal);
        return field.Field.Type switch
        {
            FieldType.Boolean => Flag.Of(value.GetValue<bool>()),
            FieldType.Integer => Integer(value),
            FieldType.Date => DateOnly.ParseExact(value.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => value.GetValue<string>(),
        };
    }

    private static object Integer(JsonValue value) => value.TryGetValue<long>(out var integer) ? integer : (long)value.GetValue<int>();
}
