namespace PlanisoContract.Mock.Simulation;

/// <summary>One version of one record. Immutable: a change makes another version, so that whoever reads sees a whole one.</summary>
/// <param name="identity">The identity that the server assigned.</param>
/// <param name="values">
/// Values by the field's index: null, string, long, bool, DateOnly, DateTime (UTC), <see cref="Record"/> (the version that was
/// linked), an array of records, <see cref="Mark"/> or <see cref="Verbatim"/>; then perhaps <see cref="Extras"/>.
/// </param>
/// <param name="deleted">Whether a delete made it what it is.</param>
internal sealed class Record(long identity, object?[] values, bool deleted = false)
{
    public long Identity { get; } = identity;

    public object?[] Values { get; } = values;

    public bool Deleted { get; } = deleted;

    public Extras? Extras => Values.Length > 0 ? Values[^1] as Extras : null;
}

/// <summary>Values that stand for something else.</summary>
internal sealed class Mark(string name)
{
    /// <summary>The identity or the number that follows from it; so that a million records need not hold them.</summary>
    public static readonly Mark Generated = new("generated");

    /// <summary>The text that reading <c>filled</c> shows. It takes part in nothing else.</summary>
    public static readonly Mark Placeholder = new("n/a");

    /// <summary>In a draft: the request says nothing of the field.</summary>
    public static readonly Mark NotSent = new("not sent");

    public override string ToString() => name;
}

/// <summary>JSON that is stored as it was sent, where a mode wants so.</summary>
internal sealed record Verbatim(string Json)
{
    public static readonly Verbatim EmptyList = new("[]");
}

/// <summary>Parameters that no field knows, stored where a mode wants so.</summary>
internal sealed record Extras(IReadOnlyDictionary<string, Verbatim> Members);

/// <summary>The two flags, boxed once.</summary>
internal static class Flag
{
    public static readonly object True = true;
    public static readonly object False = false;

    public static object Of(bool value) => value ? True : False;
}
