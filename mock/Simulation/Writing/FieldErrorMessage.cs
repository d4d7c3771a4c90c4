using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>
/// The documented message of a refusal, about the fields that are at error. A document names every field that could be,
/// <c>email {email} or username {username}</c>; an answer names those that are.
/// </summary>
internal static partial class FieldErrorMessage
{
    /// <summary>The message, or null where the document has none, or none that fits.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="errors">What is wrong.</param>
    /// <param name="sent">The text that was sent under a name.</param>
    public static string? Of(OperationPlan operation, int status, ImmutableArray<FieldError> errors, Func<string, string?>? sent)
    {
        if (!operation.Messages.TryGetValue(status, out var message) || !message.Contains('{', StringComparison.Ordinal))
            return message;
        var clauses = Connector().Split(message);
        var written = "";
        // The odd ones are what stands between two clauses.
        for (var at = 0; at < clauses.Length; at += 2)
        {
            if (Filled(operation, status, clauses[at], errors, sent) is { } clause)
                written += written.Length == 0 ? clause : clauses[at - 1] + clause;
        }
        return written.Length == 0 ? null : written;
    }

    // Null for a clause about fields that are not at error.
    private static string? Filled(OperationPlan operation, int status, string clause, ImmutableArray<FieldError> errors, Func<string, string?>? sent)
    {
        var isAbout = true;
        var filled = OperationResults.Placeholder().Replace(clause, placeholder =>
        {
            var name = placeholder.Groups[1].Value;
            var error = errors.FirstOrDefault(error => IsSame(operation.Resource, name, error.Name));
            isAbout &= error is not null;
            return error is null ? "" : status == 400 ? error.Name : sent?.Invoke(error.Name) ?? error.Name;
        });
        return isAbout ? filled : null;
    }

    // Whatever names the document and the request have for it.
    private static bool IsSame(ResourcePlan resource, string one, string other) => one == other
        || (resource.Names.TryGetValue(one, out var first) && resource.Names.TryGetValue(other, out var second)
            && first.Field == second.Field && first.Inner == second.Inner);

    [GeneratedRegex(@"(, | or |\. )")]
    private static partial Regex Connector();
}
