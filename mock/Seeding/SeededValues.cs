using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Seeding;

/// <summary>Generated values of one field in one record, as records hold them.</summary>
/// <param name="fixture">Makes believable values.</param>
/// <param name="modes">The modes in force.</param>
internal sealed class SeededValues(Fixture fixture, ActiveModes modes)
{
    /// <summary>The value of a field without related records.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="field">The field.</param>
    /// <param name="random">Chance.</param>
    /// <param name="ordinal">Number of the record.</param>
    /// <param name="texts">What the record says already; null for nothing.</param>
    public object? Plain(ResourcePlan resource, FieldPlan field, SeededRandom random, int ordinal, GivenTexts? texts = null)
    {
        // Of fields that may not all be missing, the last one is there.
        if (field is { Written: true, IsUsual: false, Field: { Required: false, Default: null } } && field != resource.AnyOf.LastOrDefault() && random.Next(7, ordinal, field.Index) == 0)
            return field.Unset(modes);
        // A field that no request sets keeps its default.
        if (!field.Written && field.Default is not null)
            return field.Default;
        // A flag that no request can set, or whose default is true, is mostly on, as on a real server.
        if (field.Field.Type == FieldType.Boolean && (!field.Written || field.Default is true))
            return BoxedBoolean.Of(random.Next(10, ordinal, field.Index) != 0);
        // A large range says what fits, not what is usual.
        if (field.Field is { Type: FieldType.Integer, Maximum: var most } && (field.Default is not null || most - field.Field.Minimum > 10_000))
            return field.Default ?? (field.Field.Minimum ?? 0) + random.Next(20, ordinal, field.Index + 5000) + 1;
        if (field.Field.Choice is { } choice)
        {
            // The value that fits the rest of the record, if it is among the choices.
            var fitting = choice.Values[0].IndexOf(fixture.Look(resource.Resource, field.Field, ordinal, texts));
            return choice.Values[0][fitting < 0 ? random.Next(choice.Values[0].Length, ordinal, field.Index + 2000) : fitting];
        }
        return Generated(resource, field.Field, ordinal, texts: texts);
    }

    /// <summary>None, one or two texts or entries.</summary>
    public object? Several(ResourcePlan resource, FieldPlan field, SeededRandom random, int ordinal, GivenTexts? texts = null)
    {
        var all = (Array)DeclaredValue.Of(field.Field, fixture.Several(resource.Resource, field.Field, ordinal, given: texts))!;
        return random.Next(4, ordinal, field.Index) switch
        {
            0 => null,
            1 => CollectionValue.First(all),
            _ => all,
        };
    }

    /// <summary>Values for about half of the keys.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="field">The keyed field.</param>
    /// <param name="random">Chance.</param>
    /// <param name="ordinal">Number of the record.</param>
    /// <param name="keys">The keys.</param>
    public KeyedValues? Keyed(ResourcePlan resource, FieldPlan field, SeededRandom random, int ordinal, IdentityList keys)
    {
        var (member, looks) = (field.Keyed!.Value.Field, field.Keyed.Looks);
        var values = ImmutableSortedDictionary<long, object?>.Empty;
        for (var key = 1; key <= keys.Count; key++)
        {
            if (random.Next(2, ordinal, (field.Index + 1) * 10_000 + key) == 0)
                values = values.Add(keys[key], Generated(resource, member, ((long)ordinal * keys.Count) + key, looks[(key - 1) % looks.Length]));
        }
        return values.IsEmpty ? null : new KeyedValues(values);
    }

    // Flags, days and words of a list are the same objects in all records.
    private object Generated(ResourcePlan resource, Field field, long ordinal, string? like = null, GivenTexts? texts = null) => fixture.Plain(resource.Resource, field, ordinal, like, texts) switch
    {
        bool flag => BoxedBoolean.Of(flag),
        JsonNode structure => new RawJson(structure.ToJsonString()),
        var value => value,
    };

    /// <summary>The identity of one of some records; some records refer to none, where they may.</summary>
    public static object? Identity(FieldPlan field, SeededRandom random, int ordinal, IdentityList others) =>
        others.Count == 0 || (field.Field.Nullable && random.Next(4, ordinal, field.Index) == 0)
            ? null : others[random.Next(others.Count, ordinal, field.Index + 3000) + 1];

    /// <summary>Up to three identities, ascending.</summary>
    public static long[] Identities(FieldPlan field, SeededRandom random, int ordinal, IdentityList others) =>
    [
        .. Enumerable.Range(0, others.Count == 0 ? 0 : random.Next(4, ordinal, field.Index))
            .Select(nth => others[random.Next(others.Count, ordinal, field.Index + 4000 + nth) + 1]).Distinct().Order(),
    ];
}
