using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>How a rule came to be.</summary>
public enum Standing
{
    /// <summary>The document says it.</summary>
    Documented,

    /// <summary>It follows from what the document says or shows.</summary>
    Inferred,

    /// <summary>The document is silent or contradicts itself; this project decided.</summary>
    Decided,
}

/// <summary>Where a rule holds. Equal by value, so that it can be looked up.</summary>
/// <param name="Operation">The operation, or null.</param>
/// <param name="Resource">The resource, or null.</param>
/// <param name="Field">The field of the resource, or null.</param>
/// <param name="Inner">The field of the linked or referenced resource that <paramref name="Field"/> shows, or null.</param>
public sealed record Place(
    Operation? Operation = null, Resource? Resource = null, Field? Field = null, Field? Inner = null)
{
    /// <summary>The whole API.</summary>
    public static readonly Place Api = new();

    public static Place Of(Operation operation) => new(operation);

    public static Place Of(Resource resource) => new(null, resource);

    public static Place Of(Resource resource, Field field) => new(null, resource, field);

    /// <summary>A value in the answers of an operation.</summary>
    public static Place InAnswer(Operation operation, Resource resource, Field field, Field? inner = null) =>
        new(operation, resource, field, inner);

    // Enough to tell places apart; all that is said of a field would take longer than to read it.
    public override int GetHashCode() => HashCode.Combine(Operation?.Id, Resource?.Name, Field?.Name, Inner?.Name);
}

/// <summary>One behavior at one place, with a stable id that verdicts cite.</summary>
public sealed record Rule
{
    /// <summary>Stable and kebab-case, for example <c>user-email-unique</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Position in <see cref="Contract.Rules"/>.</summary>
    public required int Index { get; init; }

    public required Behavior Behavior { get; init; }

    public required Place Place { get; init; }

    /// <summary>Document and heading that it comes from.</summary>
    public required string Source { get; init; }

    public required Standing Standing { get; init; }

    /// <summary>The tolerated readings, the default first.</summary>
    public required ImmutableArray<Mode> Readings { get; init; }

    /// <summary>The behavior's own arguments, as declared; empty without any.</summary>
    public required JsonObject Arguments { get; init; }

    /// <summary>Why no sensible server behaves otherwise, as declared; null where nothing is.</summary>
    public string? Declared { get; init; }

    /// <summary>Whether the document leaves it open, and one reading is tolerated all the same.</summary>
    public bool IsClosed => Standing == Standing.Decided && Readings.Length == 1;

    /// <summary>Why no sensible server behaves otherwise; null where more readings are tolerated, or nobody says why.</summary>
    public string? Because => IsClosed ? Declared ?? Behavior.OneReading : null;

    /// <summary>Where it is declared: JSON pointer (RFC 6901) into the document.</summary>
    public required string Pointer { get; init; }

    /// <summary>Every way to break it, the first one being what <c>--break</c> takes; empty if it cannot be broken apart.</summary>
    public ImmutableArray<Mode> Breakages =>
        [.. Behavior.Breakages, .. Behavior.OthersBreak ? Behavior.Readings.Except(Readings) : []];

    /// <summary>Why it cannot be broken apart, or null where it can.</summary>
    public string? Unbreakable => Breakages.IsEmpty ? Behavior.Unbreakable : null;

    public Mode Default => Readings[0];

    /// <summary>What it demands, with its place: a sentence a person can check.</summary>
    public override string ToString() => $"{Id}: {Behavior.Summary}";
}
