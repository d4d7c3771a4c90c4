using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>What a field holds.</summary>
public enum FieldType
{
    Text,
    Integer,

    /// <summary>A number that may have a fraction.</summary>
    Number,
    Boolean,

    /// <summary>A day, <c>YYYY-MM-DD</c>.</summary>
    Date,

    /// <summary>A point in time.</summary>
    Timestamp,

    /// <summary>One record of another resource, shown in whole.</summary>
    Link,

    /// <summary>Some records of another resource, shown as a list.</summary>
    References,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of identities of records of another resource.</summary>
    Identities,

    /// <summary>A list of objects with plain <see cref="Field.Members"/>.</summary>
    Entries,

    /// <summary>Any other object or list, taken and shown as a whole: <see cref="Field.Schema"/>.</summary>
    Json,
}

/// <summary>When the server sets a field by itself.</summary>
public enum SetOn
{
    Create,
    Update,
}

/// <summary>One property of a resource.</summary>
public sealed class Field
{
    /// <summary>The name in answers.</summary>
    public required string Name { get; init; }

    /// <summary><see cref="Name"/> in kebab case: a part of rules' ids.</summary>
    public required string Id { get; init; }

    public required FieldType Type { get; init; }

    public required bool Nullable { get; init; }

    /// <summary>Only the server sets it.</summary>
    public required bool ReadOnly { get; init; }

    /// <summary>A create without it is refused.</summary>
    public required bool Required { get; init; }

    /// <summary>No two records of a silo have the same value.</summary>
    public required bool Unique { get; init; }

    /// <summary>The create request may carry it.</summary>
    public required bool OnCreate { get; init; }

    /// <summary>The update request may carry it.</summary>
    public required bool OnUpdate { get; init; }

    /// <summary>What it holds when a create does not send it; null where nothing is declared.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>Smallest integer that is accepted.</summary>
    public long? Minimum { get; init; }

    /// <summary>Greatest integer that is accepted.</summary>
    public long? Maximum { get; init; }

    /// <summary>The greatest integer that is accepted is the current year.</summary>
    public bool MaximumIsThisYear { get; init; }

    /// <summary>The greatest value in a year, or null.</summary>
    public long? MaximumIn(int year) => MaximumIsThisYear ? Math.Min(Maximum ?? year, year) : Maximum;

    /// <summary>Smallest number that is accepted, for <see cref="FieldType.Number"/>.</summary>
    public decimal? MinimumNumber { get; init; }

    /// <summary>Greatest number that is accepted, for <see cref="FieldType.Number"/>.</summary>
    public decimal? MaximumNumber { get; init; }

    /// <summary>Least characters that are accepted.</summary>
    public int? MinLength { get; init; }

    /// <summary>Most characters that are accepted.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Regular expression that the text matches (ECMA-262, as OpenAPI has it), or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values that are declared (<c>enum</c>); empty without any.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>OpenAPI's format (<c>email</c>, <c>date</c>, …), or null.</summary>
    public string? Format { get; init; }

    /// <summary>What generated values look like: one of <see cref="Likeness"/>.</summary>
    public required string Like { get; init; }

    /// <summary>Other names under which a request may send it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The name that the documented request uses: <see cref="Name"/> or one of <see cref="Aliases"/>.</summary>
    public required string InputName { get; init; }

    /// <summary>The names that a request may use beside <see cref="InputName"/>.</summary>
    public IEnumerable<string> OtherInputs => Aliases.Prepend(Name).Where(name => name != InputName);

    /// <summary>The server sets it by itself, or null.</summary>
    public SetOn? SetOn { get; init; }

    /// <summary>The kinds of operation whose answer shows it; all by default.</summary>
    public required ImmutableArray<OperationKind> ShownIn { get; init; }

    /// <summary>The linked record, for <see cref="FieldType.Link"/>.</summary>
    public LinkWord? Link { get; init; }

    /// <summary>The referenced records, for <see cref="FieldType.References"/>.</summary>
    public ReferencesWord? References { get; init; }

    /// <summary>A field of the same record that generated values come after in time, or null.</summary>
    public string? After { get; init; }

    /// <summary>Whether generated records have a value although they may lack one.</summary>
    public bool Usual { get; init; }

    /// <summary>The records whose identity it holds, for an integer or <see cref="FieldType.Identities"/>; or null.</summary>
    public RefersWord? Refers { get; init; }

    /// <summary>The list that its text is one of, or null.</summary>
    public ChoiceWord? Choice { get; init; }

    /// <summary>Texts that tell what a target takes, for a field with a pattern or a choice; or null.</summary>
    public SamplesWord? Samples { get; init; }

    /// <summary>The records whose identities are the keys of its entries, or null.</summary>
    public KeyedWord? Keyed { get; init; }

    /// <summary>Where a value that no request sends comes from, or null.</summary>
    public FromWord? From { get; init; }

    /// <summary>The members of an entry, for <see cref="FieldType.Entries"/>.</summary>
    public ImmutableArray<Field> Members { get; init; } = [];

    /// <summary>What it holds, references resolved, for <see cref="FieldType.Json"/>.</summary>
    public JsonObject? Schema { get; init; }

    /// <summary>A request must not send it.</summary>
    public bool Forbidden { get; init; }

    /// <summary>A request may send it, no answer shows it.</summary>
    public bool WriteOnly { get; init; }

    /// <summary>The name of one element of a list in XML (OpenAPI, XML Object); <see cref="Name"/> where nothing is declared.</summary>
    public required string Element { get; init; }

    /// <summary>As a member of an entry it is an attribute in XML (OpenAPI, XML Object).</summary>
    public bool IsAttribute { get; init; }

    /// <summary>Whether it holds one value of its own: no other record, no list.</summary>
    public bool IsPlain => Type is not (FieldType.Link or FieldType.References or FieldType.Texts or FieldType.Identities or FieldType.Entries or FieldType.Json);

    /// <summary>Whether not every text of the right length will do.</summary>
    public bool IsClosed => Choice is not null || Pattern is not null || !Values.IsEmpty || Refers is not null || Format is "uuid" or "uri";

    public required string Source { get; init; }

    public required string Pointer { get; init; }

    public override string ToString() => Name;
}

/// <summary>A record of <paramref name="Resource"/> that is created in the same call; its fields may be sent flat, with <paramref name="Prefix"/> before their names.</summary>
/// <param name="Resource">Name of the linked resource.</param>
/// <param name="Prefix">What stands before a field's name.</param>
/// <param name="Documented">The flat names that the documented request has.</param>
public sealed record LinkWord(string Resource, string Prefix, ImmutableHashSet<string> Documented)
{
    /// <summary>The flat name of a field: the documented one, else the prefix and the field's own input name.</summary>
    public string FlatName(Field inner) =>
        inner.Aliases.Prepend(inner.Name).Select(name => Prefix + name).FirstOrDefault(Documented.Contains) ?? Prefix + inner.InputName;
}

/// <summary>Records of <paramref name="Resource"/>, chosen by a list of identities that a request sends as <paramref name="Input"/>.</summary>
public sealed record ReferencesWord(string Resource, string Input);

/// <summary>The identity, or several, of records of <paramref name="Resource"/>.</summary>
/// <param name="Resource">Name of the other resource.</param>
/// <param name="Record">The name under which an answer may show the record (or records) in place of the identity; null where none may.</param>
public sealed record RefersWord(string Resource, string? Record);

/// <summary>One of the values that the declared records of <paramref name="Resource"/> have in a field.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="By">The fields that may hold the value: one notation each, the default first.</param>
/// <param name="Values">The values of each notation, in the order of the records.</param>
public sealed record ChoiceWord(string Resource, ImmutableArray<string> By, ImmutableArray<ImmutableArray<string>> Values);

/// <summary>Texts of a field whose format, or list of values, the document only names.</summary>
/// <param name="Taken">What the document shows, so that every target takes it.</param>
/// <param name="Open">What a target may take or refuse.</param>
/// <param name="Refused">What no way to understand the document allows.</param>
public sealed record SamplesWord(ImmutableArray<string> Taken, ImmutableArray<string> Open, ImmutableArray<string> Refused);

/// <summary>Entries with one value for each record of <paramref name="Resource"/>.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Key">The member that holds the record's identity.</param>
/// <param name="Value">The member that holds the value. Other members show fields of the record of the same name.</param>
/// <param name="Likes">What generated values look like, in the order of the declared records; empty where all look as the member does.</param>
public sealed record KeyedWord(string Resource, string Key, string Value, ImmutableArray<string> Likes);

/// <summary>The value of <paramref name="Show"/> in the record that <paramref name="Field"/> of the same record refers to.</summary>
public sealed record FromWord(string Field, string Show);

/// <summary>The closed set of looks that generated values can have (word <c>x-like</c>).</summary>
public static class Likeness
{
    public static readonly ImmutableArray<string> All =
    [
        "address", "address-line", "brand", "city", "code", "comment", "country", "currency", "date", "department", "description", "email",
        "extension", "first-name", "firm", "firm-email", "flag", "group", "identifier", "industry", "last-name", "locale", "machine", "model",
        "password", "past-year", "person", "phone", "postal-code", "project", "province", "reference", "role", "serial", "timestamp",
        "toll-free", "username", "website", "word",
    ];
}
