using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>Pages of at most <paramref name="Size"/> records unless a request says otherwise, and never more than <paramref name="Maximum"/>.</summary>
public sealed record PagingWord(int Size, int Maximum)
{
    /// <summary>The query parameter for the number of records in a page.</summary>
    public string Limit { get; init; } = "limit";

    /// <summary>The query parameter for the number of records to skip, or null.</summary>
    public string? Offset { get; init; }

    /// <summary>The query parameter for the number of the page, counted from 1, or null.</summary>
    public string? Page { get; init; }

    /// <summary>The query parameter for the cursor that the page before has named, or null.</summary>
    public string? Cursor { get; init; }

    /// <summary>The member of the body with the number of records on all pages, or null.</summary>
    public string? Total { get; init; }

    /// <summary>The header with the number of records on all pages, or null.</summary>
    public string? TotalHeader { get; init; }

    /// <summary>The member of the body with the cursor of the next page, null on the last one; or null.</summary>
    public string? Next { get; init; }

    /// <summary>Whether the header Link leads to the next page (RFC 8288).</summary>
    public bool Links { get; init; }

    /// <summary>Whether answers hold <c>total_count</c>, <c>offset</c> and <c>limit</c>, and offset and page go together: no style was declared.</summary>
    public bool HasMeta { get; init; }
}

/// <summary>What query parameters say of a list's fields.</summary>
/// <param name="Where">Each narrows the list.</param>
/// <param name="Sort">Sorts it, or null.</param>
/// <param name="Search">Searches it, or null.</param>
public sealed record QueryWord(ImmutableArray<WhereWord> Where, SortWord? Sort, SearchWord? Search)
{
    /// <summary>The names of all its parameters.</summary>
    public IEnumerable<string> Parameters =>
        [.. Where.Select(where => where.Parameter), .. new[] { Sort?.Parameter, Sort?.Order, Search?.Parameter }.OfType<string>()];
}

/// <summary>How a value must compare with what a parameter says.</summary>
public enum FilterOperator
{
    Equal,
    Not,
    AtLeast,
    AtMost,

    /// <summary>The text is a part of it, ignoring case.</summary>
    Contains,
}

/// <summary>The list holds the records whose <paramref name="Field"/> compares so with what <paramref name="Parameter"/> says.</summary>
public sealed record WhereWord(string Parameter, string Field, FilterOperator Is);

/// <summary>The list is sorted by the field that <paramref name="Parameter"/> names.</summary>
/// <param name="Parameter">Name of the query parameter.</param>
/// <param name="Fields">The fields that it may name.</param>
/// <param name="Order">The query parameter that says <c>asc</c> or <c>desc</c>; null where a minus before the field's name says descending.</param>
public sealed record SortWord(string Parameter, ImmutableArray<string> Fields, string? Order);

/// <summary>The list holds the records one of whose <paramref name="Fields"/> contains the text of <paramref name="Parameter"/>.</summary>
public sealed record SearchWord(string Parameter, ImmutableArray<string> Fields);
