using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Documented messages with their placeholders filled in: <c>There is no user {no}</c>.</summary>
internal static partial class DocumentedMessage
{
    /// <summary>The message of a status.</summary>
    /// <param name="message">As documented.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="known">The values that a message may name.</param>
    public static string Of(string message, int status, Func<string, string?>? known) => !message.Contains('{', StringComparison.Ordinal)
        ? message
        : Placeholder().Replace(message, match => Filled(match, status, known));

    /// <summary>
    /// The message about the fields that are wrong, or null where the document has none that fits. A document names every field
    /// that could be, <c>email {email} or username {username}</c>; an answer names those that are.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="message">As documented; null without one.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="errors">What is wrong.</param>
    /// <param name="sent">The text that was sent under a name.</param>
    public static string? Of(ResourcePlan resource, string? message, int status, ImmutableArray<FieldError> errors, Func<string, string?>? sent)
    {
        if (message is null || !message.Contains('{', StringComparison.Ordinal))
            return message;
        var clauses = Connector().Split(message);
        var written = "";
        // The odd ones are what stands between two clauses.
        for (var at = 0; at < clauses.Length; at += 2)
        {
            if (Clause(resource, status, clauses[at], errors, sent) is { } clause)
                written += written.Length == 0 ? clause : clauses[at - 1] + clause;
        }
        return written.Length == 0 ? null : written;
    }

    /// <summary>The names that a message has placeholders for.</summary>
    public static IEnumerable<string> NamesIn(string message) => Placeholder().Matches(message).Select(placeholder => placeholder.Groups[1].Value);

    // What is missing or malformed is called by its name, what conflicts or does not exist by its value.
    private static string Filled(Match placeholder, int status, Func<string, string?>? known)
    {
        var name = placeholder.Groups[1].Value;
        return status == 400 ? name : known?.Invoke(name) ?? placeholder.Value;
    }

    // Null for a clause about fields that are not wrong.
    private static string? Clause(ResourcePlan resource, int status, string clause, ImmutableArray<FieldError> errors, Func<string, string?>? sent)
    {
        var isAbout = true;
        var filled = Placeholder().Replace(clause, placeholder =>
        {
            var name = placeholder.Groups[1].Value;
            var error = errors.FirstOrDefault(error => IsSame(resource, name, error.Name));
            isAbout &= error is not null;
            return error is null ? "" : status == 400 ? error.Name : sent?.Invoke(error.Name) ?? error.Name;
        });
        return isAbout ? filled : null;
    }

    // A field may have one name in the document and another one in the request.
    private static bool IsSame(ResourcePlan resource, string one, string other) => one == other
        || (resource.Names.TryGetValue(one, out var first) && resource.Names.TryGetValue(other, out var second)
            && first.Field == second.Field && first.Inner == second.Inner);

    [GeneratedRegex(@"\{([A-Za-z0-9_-]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(, | or |\. )")]
    private static partial Regex Connector();
}
