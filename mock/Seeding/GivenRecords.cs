using System.Collections.Immutable;
using PlanisoContract.Fixtures;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Storage.Packing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Seeding;

/// <summary>Makes the records of one resource that are given; what they leave out is generated, or stays unset.</summary>
/// <param name="seeder">Makes values.</param>
/// <param name="seeding">What it makes them with.</param>
/// <param name="given">What is given.</param>
/// <param name="modes">The modes in force.</param>
internal sealed class GivenRecords(Seeder seeder, SeededResource seeding, GivenTable given, ActiveModes modes)
{
    // A generated value of a unique field that is taken makes way for that of another ordinal.
    private const int NextTry = 10_007;
    private const int MostTries = 100;

    private readonly ResourcePlan _resource = seeding.Resource;
    private readonly HashSet<(int Field, string Key)> _taken = [];

    /// <summary>The table.</summary>
    /// <param name="present">The records that are there already and stay; null for none.</param>
    public TableContent Make(TableContent? present)
    {
        Reserve(present);
        var block = new ValueBlock();
        List<Record> records = [.. present?.Records ?? []];
        List<Record> removed = [.. present?.Removed ?? []];
        var others = (present?.OtherIdentities ?? ImmutableDictionary<long, long>.Empty).ToBuilder();
        var before = present?.Records.Count ?? 0;
        foreach (var (position, one) in given.Records.Index())
        {
            var created = Seeder.Created(before + position + 1, before + given.Records.Length);
            (one.IsRemoved ? removed : records).Add(Record(one, created, block));
            foreach (var other in one.OtherIdentities)
                others[other] = one.Identity;
        }
        records.Sort(ByIdentity);
        removed.Sort(ByIdentity);
        var highest = given.Records.Select(record => record.Identity).Append(given.Last ?? 0).Append(present?.Last ?? 0).Max();
        return new TableContent(records)
        {
            Removed = removed,
            Last = highest,
            Seeded = present?.Seeded ?? given.Seeded ?? highest,
            OtherIdentities = others.ToImmutable(),
        };
    }

    // What is there, and what is given, comes before what is generated.
    private void Reserve(TableContent? present)
    {
        foreach (var field in _resource.Unique)
        {
            foreach (var value in given.Records.Select(one => one.Values[field.Index])
                .Concat(present?.Records.Select(record => record[field.Index]) ?? []))
            {
                if (FieldValue.Key(value) is { } key)
                    _taken.Add((field.Index, key.ToUpperInvariant()));
            }
        }
    }

    private Record Record(GivenRecord one, DateTime created, ValueBlock block)
    {
        var ordinal = (int)one.Identity;
        var values = new object?[_resource.Fields.Length + (one.Extra is null ? 0 : 1)];
        if (one.Extra is not null)
            values[^1] = one.Extra;
        var texts = Texts(one);
        foreach (var field in _resource.Fields)
        {
            var value = one.Values[field.Index];
            values[field.Index] = value == Sentinel.NotSent ? Missing(one, field, ordinal, created, texts) : Related(field, value);
        }
        Order(one, values, ordinal);
        var isDeleted = one.IsDeleted ?? (_resource.Active is { } active && values[active.Index] is false);
        var parent = _resource.Parent is null ? 0 : one.Parent ?? Seeder.Parent(seeding, ordinal);
        return new Record(one.Identity, values, isDeleted, parent, block);
    }

    private GivenTexts? Texts(GivenRecord one)
    {
        var texts = new Dictionary<string, string>();
        foreach (var field in _resource.Fields)
        {
            if (field.Field.Type == FieldType.Text && one.Values[field.Index] is string { Length: > 0 } text)
                texts.TryAdd(field.Field.Like, text);
        }
        return GivenTexts.Of(texts);
    }

    // A generated day makes way for a given one that it would contradict.
    private void Order(GivenRecord one, object?[] values, int ordinal)
    {
        foreach (var field in _resource.Fields.Where(field => field.Field.After is not null))
        {
            var earlier = _resource.Field(field.Field.After!);
            if (values[field.Index] is not DateOnly last || values[earlier.Index] is not DateOnly first || first <= last)
                continue;
            if (one.Values[field.Index] == Sentinel.NotSent)
                values[field.Index] = first.AddDays(7 + (ordinal % 90));
            else if (one.Values[earlier.Index] == Sentinel.NotSent)
                values[earlier.Index] = last.AddDays(-7 - (ordinal % 90));
        }
    }

    private object? Missing(GivenRecord one, FieldPlan field, int ordinal, DateTime created, GivenTexts? texts)
    {
        if (field == _resource.Active)
            return BoxedBoolean.True;
        var isCompleted = one.IsCompleted || (one.IsCompletedWhereRequired && field.Field.Required && field.Default is null);
        if (!isCompleted && field != _resource.Identity && field != _resource.Number && field.Field.SetOn is null)
            return Unset(field, modes);
        var value = seeder.Value(seeding, field, ordinal, created, texts: texts);
        if (!field.Field.Unique)
            return value;
        for (var tries = 0; tries < MostTries && FieldValue.Key(value) is { } key && !_taken.Add((field.Index, key.ToUpperInvariant())); tries++)
            value = seeder.Value(seeding, field, ordinal += NextTry, created, texts: texts);
        return value;
    }

    /// <summary>What a field holds that a record leaves out.</summary>
    public static object? Unset(FieldPlan field, ActiveModes modes) =>
        field.IsHidden || field.From is not null || field.IsCollection || field.IsRelated ? field.Default : field.Default ?? field.Unset(modes);

    private object? Related(FieldPlan field, object? value) => value switch
    {
        GivenLink link => Related(field, link),
        GivenLink[] links => links.Select(link => Related(field, link)).ToArray(),
        _ => value,
    };

    private Record Related(FieldPlan field, GivenLink link)
    {
        var table = seeding.Links[field.Index]!;
        if (link.Version is not { } version)
            return table.Find(link.Identity) ?? throw new InvalidOperationException($"{_resource.Resource}.{field} refers to {link.Identity}, which was not checked.");
        return Version(version);
    }

    /// <summary>A version of a record that was linked.</summary>
    public static Record Version(GivenRecord version)
    {
        var values = version.Values.Select(inner => inner == Sentinel.NotSent ? null : Unlinked(inner)).ToArray();
        return new Record(version.Identity, version.Extra is null ? values : [.. values, version.Extra], version.IsDeleted == true, version.Parent ?? 0);
    }

    // A version of a record shows itself, not what was linked to it at that time.
    private static object? Unlinked(object? value) => value is GivenLink or GivenLink[]? null : value;

    private static int ByIdentity(Record one, Record other) => one.Identity.CompareTo(other.Identity);
}
