using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Reading;

/// <summary>Which page of a list a request asks for. A parameter that is there and no whole number has no value.</summary>
/// <param name="Paging">The declared pages.</param>
/// <param name="Query">The request's query.</param>
internal sealed record PageRequest(PagingWord Paging, ILookup<string, string> Query)
{
    // Not every list that comes in pages declares them.
    private static readonly string[] Usual = ["offset", "limit", "page", "nometa"];

    public bool HasLimit => Has(Paging.Limit);

    public bool HasOffset => Has(Paging.Offset);

    public bool HasPage => Has(Paging.Page);

    public bool HasCursor => Has(Paging.Cursor);

    public long? Limit => Number(Paging.Limit);

    public long? Offset => Number(Paging.Offset);

    public long? Page => Number(Paging.Page);

    /// <summary>Whether a parameter is there twice, so that servers may take the one or the other.</summary>
    public bool IsAmbiguous => new[] { Paging.Limit, Paging.Offset, Paging.Page }.Any(name => name is not null && Query[name].Count() > 1);

    /// <summary>How many records stand before the page; null where the request does not say it clearly.</summary>
    public long? Start => IsAmbiguous || HasCursor || (HasLimit && Limit is not > 0) ? null
        : HasOffset ? HasPage ? null : Offset
        : !HasPage ? 0
        : Page is > 0 and { } page ? (page - 1) * Math.Min(Limit ?? Paging.Size, Paging.Maximum) : null;

    /// <summary>Whether a parameter changes which part of a list is shown, and nothing else.</summary>
    public static bool IsParameter(Operation operation, string name) => Usual.Contains(name)
        || (operation.Paging is { } paging && (name == paging.Limit || name == paging.Offset || name == paging.Page || name == paging.Cursor));

    private bool Has(string? name) => name is not null && Query[name].Any();

    private long? Number(string? name) => name is not null && long.TryParse(Query[name].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
