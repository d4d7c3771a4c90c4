using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Admin;

/// <summary>One page of the mock's own.</summary>
/// <param name="Method">Upper case; GET answers HEAD too.</param>
/// <param name="Path">Its path.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Answer">Does it.</param>
internal sealed record OwnPage(string Method, PathTemplate Path, string Summary, Func<AdminRequest, Task<AdminAnswer>> Answer)
{
    /// <summary>The heading that it stands under on the start page.</summary>
    public string Group { get; init; } = "The mock";

    /// <summary>Whether the start page shows it.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>Whether the last parameter takes the whole rest of a path, slashes too.</summary>
    public bool IsDeep { get; init; }

    private string Beginning => Path.Text[..Path.Text.IndexOf('{', StringComparison.Ordinal)];

    /// <summary>The values of the path's parameters, decoded, or null where it is another path.</summary>
    public ImmutableArray<string>? Match(string path) => Path.Match(path) ?? (IsDeep && path.StartsWith(Beginning, StringComparison.Ordinal)
        && path.Length > Beginning.Length ? [Uri.UnescapeDataString(path[Beginning.Length..])] : null);

    public static OwnPage Of(string method, string path, string summary, Func<AdminRequest, Task<AdminAnswer>> answer) =>
        new(method, new PathTemplate(path), summary, answer);

    public static OwnPage Of(string method, string path, string summary, Func<AdminRequest, AdminAnswer> answer) =>
        Of(method, path, summary, request => Task.FromResult(answer(request)));
}
