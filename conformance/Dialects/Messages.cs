using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>What a message says, judged by the messages in the documented examples: texts differ from server to server.</summary>
internal static class Messages
{
    /// <summary>Whether a message is nearer to that of the documented success than to that of any documented failure.</summary>
    /// <param name="operation">The operation that answered.</param>
    /// <param name="message">Its message.</param>
    /// <param name="member">The member of the examples that holds the message.</param>
    public static bool SaySuccess(Operation operation, string message, string member)
    {
        var words = Words(message);
        var success = ResponseFingerprint(words, operation.Success, member);
        var failure = operation.Answers.Where(answer => answer.Status != operation.Success.Status)
            .Select(answer => ResponseFingerprint(words, answer, member)).DefaultIfEmpty(0).Max();
        return success > 0 && success > failure;
    }

    // Common words in proportion to all words of both.
    private static double ResponseFingerprint(ImmutableHashSet<string> words, DocumentedAnswer documented, string member)
    {
        var others = Words(documented.Example?[member]?.ToString() ?? "");
        var all = words.Union(others).Count;
        return all == 0 ? 0 : (double)words.Intersect(others).Count / all;
    }

    private static ImmutableHashSet<string> Words(string text) =>
        [.. text.ToLowerInvariant().Split([' ', '.', ',', '!', ':', ';'], StringSplitOptions.RemoveEmptyEntries)];
}
