using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>Makes up what creates and updates of a sequence send.</summary>
internal sealed class Choices(Random random, Sketch sketch)
{
    private const int MostSent = 3;

    /// <summary>The fields that updates of a walk prefer: a text, and one or two others.</summary>
    public ImmutableArray<Field> Favorites(Terrain terrain)
    {
        var favorites = new List<Field>();
        if (!terrain.Texts.IsEmpty)
            favorites.Add(One(terrain.Texts));
        if (!terrain.Unique.IsEmpty && random.Next(2) == 0)
            favorites.AddRange(terrain.Unique.Where(field => field.OnUpdate).OrderBy(_ => random.Next()).Take(1));
        if (!terrain.Changeable.IsEmpty && random.Next(2) == 0)
            favorites.Add(One(terrain.Changeable));
        return [.. favorites.Distinct()];
    }

    /// <summary>A create mostly sends everything; some leave fields out, some send what another record gave up or had when it was deleted.</summary>
    public ImmutableArray<Choice> OfCreate(Terrain terrain)
    {
        var choices = new List<Choice>();
        if (random.Next(4) == 0)
            choices.AddRange(terrain.Optional.Where(_ => random.Next(4) == 0).Select(field => new Choice(field.Name, Source.Missing)));
        if (random.Next(2) == 0 && Earlier(terrain, null) is { } earlier)
            Put(choices, earlier);
        return [.. choices];
    }

    /// <summary>An update of one to three fields; none where the resource has none.</summary>
    public ImmutableArray<Choice> OfUpdate(Drawn record)
    {
        var terrain = record.Terrain;
        if (terrain.Changeable.IsEmpty)
            return [];
        var choices = new List<Choice>();
        for (var sent = random.Next(1, MostSent + 1); sent > 0; sent--)
            Put(choices, Value(record, !record.Favorites.IsEmpty && random.Next(4) > 0 ? One(record.Favorites) : One(terrain.Changeable)));
        if (random.Next(12) == 0 && !terrain.Clearable.IsEmpty)
            return [new Choice(One(terrain.Clearable).Name, Source.Empty)];
        if (random.Next(10) == 0 && Earlier(terrain, record) is { } earlier)
            Put(choices, earlier);
        return [.. choices];
    }

    /// <summary>An update that must be refused, with a new value beside what it is refused for; none where nothing is refused for sure.</summary>
    public ImmutableArray<Choice> OfRefusedUpdate(Drawn record)
    {
        var terrain = record.Terrain;
        var choices = new List<Choice>();
        if (!record.Favorites.IsEmpty)
            Put(choices, new Choice(One(record.Favorites).Name, Source.Fresh));
        var others = sketch.Live.Where(other => other.Terrain == terrain && other != record).ToArray();
        var unique = terrain.Unique.Where(field => field.OnUpdate).ToImmutableArray();
        if (others.Length > 0 && !unique.IsEmpty && random.Next(3) > 0)
            Put(choices, new Choice(One(unique).Name, Source.Held, others[random.Next(others.Length)].Symbol));
        else if (!terrain.Kept.IsEmpty)
            Put(choices, new Choice(One(terrain.Kept).Name, Source.Empty));
        else
            return [];
        return [.. choices];
    }

    /// <summary>A create that must be refused: for a taken value, or for want of a field. None where nothing is refused for sure.</summary>
    public ImmutableArray<Choice> OfRefusedCreate(Terrain terrain)
    {
        var owned = sketch.Live.Where(owner => owner.Terrain == terrain).SelectMany(owner => terrain.Unique.Select(field => (Owner: owner, Field: field))).ToArray();
        // A value that went through something is the likeliest to be forgotten.
        var changed = owned.Where(pair => pair.Owner.Changed.Contains(pair.Field)).ToArray();
        if (owned.Length > 0 && random.Next(3) > 0)
        {
            var (owner, field) = changed.Length > 0 && random.Next(4) > 0 ? changed[random.Next(changed.Length)] : owned[random.Next(owned.Length)];
            return [new Choice(field.Name, Source.Held, owner.Symbol)];
        }
        if (Taken(terrain) is { } taken && random.Next(2) == 0)
            return [taken];
        return terrain.Demanded.IsEmpty ? [] : [new Choice(One(terrain.Demanded).Name, Source.Missing)];
    }

    // A linked record that would repeat a unique value of another.
    private Choice? Taken(Terrain terrain)
    {
        var taken = from link in terrain.Links
                    from owner in sketch.Live.Where(owner => owner.Terrain.Resource.Name == link.Link!.Resource)
                    from field in owner.Terrain.Unique
                    select new Choice(field.Name, Source.Held, owner.Symbol, link.Name);
        return taken.ToArray() is { Length: > 0 } all ? all[random.Next(all.Length)] : null;
    }

    // A value that the record had before, its own, or a new one.
    private Choice Value(Drawn record, Field field) => random.Next(10) switch
    {
        0 or 1 when record.Changed.Contains(field) => new Choice(field.Name, Source.Former, record.Symbol),
        2 when !record.Changed.Contains(field) || random.Next(3) == 0 => new Choice(field.Name, Source.Held, record.Symbol),
        _ => new Choice(field.Name, Source.Fresh),
    };

    // What another record gave up, or had when it was deleted.
    private Choice? Earlier(Terrain terrain, Drawn? self)
    {
        if (terrain.Texts.IsEmpty)
            return null;
        var givers = sketch.All.Where(other => other.Terrain == terrain && other != self && !other.Favorites.IsEmpty
            && (other.IsDeleted || other.Changed.Any(terrain.Texts.Contains))).ToArray();
        if (givers.Length == 0)
            return null;
        var giver = givers[random.Next(givers.Length)];
        var changed = giver.Changed.Where(terrain.Texts.Contains).ToImmutableArray();
        return giver.IsDeleted && (changed.IsEmpty || random.Next(2) == 0)
            ? new Choice(One(terrain.Texts).Name, Source.Held, giver.Symbol)
            : new Choice(One(changed).Name, Source.Former, giver.Symbol);
    }

    private Field One(ImmutableArray<Field> fields) => fields[random.Next(fields.Length)];

    // The last choice of a field counts.
    private static void Put(List<Choice> choices, Choice choice)
    {
        choices.RemoveAll(other => other.Name == choice.Name);
        choices.Add(choice);
    }
}
