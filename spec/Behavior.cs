using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>The kind of place that a behavior is declared at.</summary>
public enum PlaceKind
{
    /// <summary>The whole API; declared at the root.</summary>
    Api,

    /// <summary>An operation.</summary>
    Operation,

    /// <summary>A resource's schema.</summary>
    Resource,

    /// <summary>A property of a resource.</summary>
    Field,

    /// <summary>A value in the answers of one operation; declared at the property, one rule for each operation that shows it.</summary>
    Answer,

    /// <summary>A required field of a linked record; declared at the linking property.</summary>
    LinkedField,
}

/// <summary>One way to behave: a reading that a document may tolerate, or a breakage.</summary>
/// <param name="Name">Kebab-case.</param>
/// <param name="Sentence">What a server in this mode does.</param>
public sealed record Mode(string Name, string Sentence)
{
    public override string ToString() => Name;
}

/// <summary>One word of the closed set of behaviors that can be declared.</summary>
/// <remarks>
/// It says what is declared. How to act it out is the mock's business, how to judge it the conformance suite's.
/// </remarks>
public sealed record Behavior
{
    /// <summary>Kebab-case; the key in <c>x-rules</c>.</summary>
    public required string Name { get; init; }

    public required PlaceKind At { get; init; }

    public required Topic About { get; init; }

    /// <summary>What is demanded, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether the behavior holds at a place without being declared there.</summary>
    public required Func<Site, bool> AppliesTo { get; init; }

    /// <summary>Whether it holds only in an API whose document names it in the root's <c>x-rules</c>, or at the place itself.</summary>
    public bool OptIn { get; init; }

    /// <summary>Whether it holds nowhere by itself, only where it is declared.</summary>
    public bool OnlyDeclared { get; init; }

    /// <summary>What a document may tolerate; the first is the default where a document says nothing.</summary>
    public required ImmutableArray<Mode> Readings { get; init; }

    /// <summary>What no document tolerates: the ways in which the mock can break the rule.</summary>
    public ImmutableArray<Mode> Breakages { get; init; } = [];

    /// <summary>Whether readings that a rule does not tolerate break it, which is so unless they coincide with ones that it does.</summary>
    public bool OthersBreak { get; init; } = true;

    /// <summary>Whether two looks at one server may rightly observe different readings, so that a difference is no drift.</summary>
    public bool MayVary { get; init; }

    /// <summary>Why a rule of this behavior cannot be broken apart, where that is so.</summary>
    public string? Unbreakable { get; init; }

    /// <summary>Why no sensible server behaves otherwise, where a document leaves a rule of this behavior open and one reading is tolerated all the same.</summary>
    public string? OneReading { get; init; }

    /// <summary>The arguments that a declaration may give, by name.</summary>
    public ImmutableDictionary<string, Shape> Arguments { get; init; } = ImmutableDictionary<string, Shape>.Empty;

    /// <summary>The last part of a rule's id, where it is not <see cref="Name"/>.</summary>
    public string? IdSuffix { get; init; }

    /// <summary>The reading or breakage of this name, or null.</summary>
    public Mode? Mode(string name) =>
        Readings.FirstOrDefault(mode => mode.Name == name) ?? Breakages.FirstOrDefault(mode => mode.Name == name);

    public override string ToString() => Name;
}

/// <summary>A place as <see cref="Behavior.AppliesTo"/> sees it.</summary>
/// <param name="Contract">The contract so far, without rules.</param>
/// <param name="Place">The place.</param>
public sealed record Site(Contract Contract, Place Place)
{
    public Field Field => Place.Field!;

    public Resource Resource => Place.Resource!;

    public Operation Operation => Place.Operation!;

    /// <summary>Whether the API offers this kind of operation on the place's resource.</summary>
    public bool Offers(OperationKind kind) => Contract.Operation(kind, Resource) is not null;
}
