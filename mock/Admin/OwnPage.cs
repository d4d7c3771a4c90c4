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

    public static OwnPage Of(string method, string path, string summary, Func<AdminRequest, Task<AdminAnswer>> answer) =>
        new(method, new PathTemplate(path), summary, answer);

    public static OwnPage Of(string method, string path, string summary, Func<AdminRequest, AdminAnswer> answer) =>
        Of(method, path, summary, request => Task.FromResult(answer(request)));
}
