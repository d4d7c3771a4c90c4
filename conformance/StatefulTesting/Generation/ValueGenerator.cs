using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>Generates what creates and updates of a sequence send.</summary>
internal sealed class ValueGenerator(Random random, GeneratedRecords records)
{
    private const int MostSent = 3;

    /// <summary>The fields that updates prefer: a text, and one or two others.</summary>
    public ImmutableArray<Field> Favorites(ResourceCapabilities capabilities)
    {
        var favorites = new List<Field>();
        if (!capabilities.Texts.IsEmpty)
            favorites.Add(One(capabilities.Texts));
        if (!capabilities.Unique.IsEmpty && random.Next(2) == 0)
            favorites.AddRange(capabilities.Unique.Where(field => field.OnUpdate).OrderBy(_ => random.Next()).Take(1));
        if (!capabilities.Changeable.IsEmpty && random.Next(2) == 0)
            favorites.Add(One(capabilities.Changeable));
        return [.. favorites.Distinct()];
    }

    /// <summary>A create mostly sends everything; some leave fields out, some send what another record had before or had when it was deleted.</summary>
    public ImmutableArray<ValueChoice> OfCreate(ResourceCapabilities capabilities)
    {
        var choices = new List<ValueChoice>();
        if (random.Next(4) == 0)
            choices.AddRange(capabilities.Optional.Where(_ => random.Next(4) == 0).Select(field => new ValueChoice(field.Name, ValueSource.Missing)));
        if (random.Next(2) == 0 && Earlier(capabilities, null) is { } earlier)
            Put(choices, earlier);
        return [.. choices];
    }

    /// <summary>An update of one to three fields; none where the resource has none.</summary>
    public ImmutableArray<ValueChoice> OfUpdate(GeneratedRecord record)
    {
        var capabilities = record.Capabilities;
        if (capabilities.Changeable.IsEmpty)
            return [];
        var choices = new List<ValueChoice>();
        for (var sent = random.Next(1, MostSent + 1); sent > 0; sent--)
            Put(choices, Value(record, !record.Favorites.IsEmpty && random.Next(4) > 0 ? One(record.Favorites) : One(capabilities.Changeable)));
        if (random.Next(12) == 0 && !capabilities.Clearable.IsEmpty)
            return [new ValueChoice(One(capabilities.Clearable).Name, ValueSource.Empty)];
        if (random.Next(10) == 0 && Earlier(capabilities, record) is { } earlier)
            Put(choices, earlier);
        return [.. choices];
    }

    /// <summary>An update that must be refused, with a new value beside what it is refused for; none where nothing is refused for sure.</summary>
    public ImmutableArray<ValueChoice> OfRefusedUpdate(GeneratedRecord record)
    {
        var capabilities = record.Capabilities;
        var choices = new List<ValueChoice>();
        if (!record.Favorites.IsEmpty)
            Put(choices, new ValueChoice(One(record.Favorites).Name, ValueSource.Fresh));
        var others = records.Live.Where(other => other.Capabilities == capabilities && other != record).ToArray();
        var unique = capabilities.Unique.Where(field => field.OnUpdate).ToImmutableArray();
        if (others.Length > 0 && !unique.IsEmpty && random.Next(3) > 0)
            Put(choices, new ValueChoice(One(unique).Name, ValueSource.Held, others[random.Next(others.Length)].Symbol));
        else if (!capabilities.Kept.IsEmpty)
            Put(choices, new ValueChoice(One(capabilities.Kept).Name, ValueSource.Empty));
        else
            return [];
        return [.. choices];
    }

    /// <summary>A create that must be refused: for a taken value, or for want of a field. None where nothing is refused for sure.</summary>
    public ImmutableArray<ValueChoice> OfRefusedCreate(ResourceCapabilities capabilities)
    {
        var owned = records.Live.Where(owner => owner.Capabilities == capabilities).SelectMany(owner => capabilities.Unique.Select(field => (Owner: owner, Field: field))).ToArray();
        // A value that changed is the likeliest to be forgotten.
        var changed = owned.Where(pair => pair.Owner.Changed.Contains(pair.Field)).ToArray();
        if (owned.Length > 0 && random.Next(3) > 0)
        {
            var (owner, field) = changed.Length > 0 && random.Next(4) > 0 ? changed[random.Next(changed.Length)] : owned[random.Next(owned.Length)];
            return [new ValueChoice(field.Name, ValueSource.Held, owner.Symbol)];
        }
        if (Taken(capabilities) is { } taken && random.Next(2) == 0)
            return [taken];
        return capabilities.Demanded.IsEmpty ? [] : [new ValueChoice(One(capabilities.Demanded).Name, ValueSource.Missing)];
    }

    // A linked record that would repeat a unique value of another.
    private ValueChoice? Taken(ResourceCapabilities capabilities)
    {
        var taken = from link in capabilities.Links
                    from owner in records.Live.Where(owner => owner.Capabilities.Resource.Name == link.Link!.Resource)
                    from field in owner.Capabilities.Unique
                    select new ValueChoice(field.Name, ValueSource.Held, owner.Symbol, link.Name);
        return taken.ToArray() is { Length: > 0 } all ? all[random.Next(all.Length)] : null;
    }

    // A value that the record had before, its own, or a new one.
    private ValueChoice Value(GeneratedRecord record, Field field) => random.Next(10) switch
    {
        0 or 1 when record.Changed.Contains(field) => new ValueChoice(field.Name, ValueSource.Former, record.Symbol),
        2 when !record.Changed.Contains(field) || random.Next(3) == 0 => new ValueChoice(field.Name, ValueSource.Held, record.Symbol),
        _ => new ValueChoice(field.Name, ValueSource.Fresh),
    };

    // What another record had before, or had when it was deleted.
    private ValueChoice? Earlier(ResourceCapabilities capabilities, GeneratedRecord? self)
    {
        if (capabilities.Texts.IsEmpty)
            return null;
        var givers = records.All.Where(other => other.Capabilities == capabilities && other != self && !other.Favorites.IsEmpty
            && (other.IsDeleted || other.Changed.Any(capabilities.Texts.Contains))).ToArray();
        if (givers.Length == 0)
            return null;
        var giver = givers[random.Next(givers.Length)];
        var changed = giver.Changed.Where(capabilities.Texts.Contains).ToImmutableArray();
        return giver.IsDeleted && (changed.IsEmpty || random.Next(2) == 0)
            ? new ValueChoice(One(capabilities.Texts).Name, ValueSource.Held, giver.Symbol)
            : new ValueChoice(One(changed).Name, ValueSource.Former, giver.Symbol);
    }

    private Field One(ImmutableArray<Field> fields) => fields[random.Next(fields.Length)];

    // The last choice of a field counts.
    private static void Put(List<ValueChoice> choices, ValueChoice choice)
    {
        choices.RemoveAll(other => other.Name == choice.Name);
        choices.Add(choice);
    }
}
