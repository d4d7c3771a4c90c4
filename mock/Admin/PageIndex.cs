using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PlanisoContract.Mock.Admin;

/// <summary>Finds a page by its path: one that is written just so comes before one with parameters.</summary>
internal sealed class PageIndex(ImmutableArray<OwnPage> pages)
{
    private readonly FrozenDictionary<string, OwnPage[]> _exact = pages.Where(page => !HasParameters(page)).GroupBy(page => page.Path.Text)
        .ToFrozenDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);

    private readonly ImmutableArray<OwnPage> _others = [.. pages.Where(HasParameters)];

    /// <summary>The pages of a path, whatever their method, the fitting ones first.</summary>
    public List<OwnPage> Of(string path) =>
        [.. Exact(path), .. _others.Where(page => page.Match(path) is not null)];

    // A slash at the end does no harm.
    private OwnPage[] Exact(string path) => _exact.GetValueOrDefault(path) ?? _exact.GetValueOrDefault(path.TrimEnd('/'), []);

    private static bool HasParameters(OwnPage page) => page.Path.Text.Contains('{', StringComparison.Ordinal);
}
