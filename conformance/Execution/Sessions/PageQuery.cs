using System.Collections.Immutable;
using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

/// <summary>The query that asks a list for one of its pages, under the names that the contract declares.</summary>
internal static class PageQuery
{
    // What the lists that declare no pages, and yet may have some, are asked with.
    private static readonly PagingWord Usual = new(100, 100) { Offset = "offset" };

    /// <summary>So many records, and no more.</summary>
    public static string Limit(PagingWord? paging, object limit) => Is((paging ?? Usual).Limit, limit);

    /// <summary>The page with this many records that begins behind <paramref name="offset"/> others.</summary>
    /// <param name="paging">The declared pages, or null.</param>
    /// <param name="limit">Records of a page; null leaves it to the target.</param>
    /// <param name="offset">A multiple of the limit where pages are counted; where they have cursors only 0 can be asked for.</param>
    public static string At(PagingWord? paging, long? limit, long offset)
    {
        var word = paging ?? Usual;
        var start = offset == 0 ? null
            : word.Offset is { } name ? Is(name, offset)
            : word.Page is { } page ? Is(page, (offset / (limit ?? word.Size)) + 1)
            : null;
        return Join(limit is { } most ? Is(word.Limit, most) : null, start);
    }

    /// <summary>The page that a cursor leads to.</summary>
    public static string Behind(PagingWord paging, long? limit, string cursor) =>
        Join(limit is { } most ? Is(paging.Limit, most) : null, Is(paging.Cursor!, cursor));

    /// <summary>Whether a query chooses a page itself.</summary>
    public static bool Chooses(Operation operation, string query)
    {
        var word = operation.Paging ?? Usual;
        ImmutableArray<string?> names = [word.Limit, word.Offset, word.Page, word.Cursor];
        return query.Split('&').Any(part => names.Contains(Uri.UnescapeDataString(part.Split('=')[0])));
    }

    /// <summary>Parts of a query, without those that are empty.</summary>
    public static string Join(params ReadOnlySpan<string?> parts) => string.Join('&', parts.ToArray().Where(part => part is { Length: > 0 }));

    /// <summary>A parameter with its value, both encoded.</summary>
    public static string Is(string name, object value) =>
        $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!)}";
}
