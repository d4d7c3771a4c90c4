using System.Collections.Immutable;
using PlanisoContract.Conformance.Wire;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

/// <summary>A look at the target before the run: whether there is something to judge at all, and whether it takes the keys.</summary>
internal static class Preflight
{
    private static readonly Credential[] Given = [Credential.Full, Credential.ReadOnly, Credential.Other, Credential.Empty];

    /// <summary>What makes the run pointless, for people, without keys; null where nothing does.</summary>
    public static async Task<string?> Check(Run run)
    {
        try
        {
            return await Look(run) is { } problem ? run.Redaction.Of(problem) : null;
        }
        catch (NoAnswerException none)
        {
            return run.Redaction.Of(none.Message);
        }
    }

    private static async Task<string?> Look(Run run)
    {
        ImmutableArray<Operation> lists =
        [
            .. run.Contract.Operations.Where(operation => operation.Kind == OperationKind.List && operation.Path.Parameters.IsEmpty),
        ];
        var session = new Session(run);
        foreach (var list in lists)
        {
            var answer = await session.Call(list);
            // A server may lack one resource; one that lacks them all is another server, or at another path.
            if (answer.Outcome == Outcome.NotFound && IsJson(answer))
                continue;
            return Problem(answer, list) ?? await OtherKeys(session, list);
        }
        return lists.IsEmpty ? null
            : $"Every list answers 404, {session.Exchanges[0].Uri} first. Expected records. "
                + $"Is {run.Options.Base} the URL before {lists[0].Path}?";
    }

    private static string? Problem(Answer answer, Operation list)
    {
        var exchange = answer.Exchange;
        if (exchange.Status is >= 300 and < 400)
        {
            return $"GET {exchange.Uri} answers {exchange.Status} and points to {exchange.Headers.GetValueOrDefault("location", "nowhere")}. "
                + "Redirects are never followed; give the final URL as --target.";
        }
        if (!IsJson(answer))
        {
            return $"GET {exchange.Uri} answers {exchange.Status} with {What(exchange)}; expected JSON. "
                + $"Is the target's URL the one before {list.Path}, and no login page or proxy in between?";
        }
        return answer.Outcome is Outcome.Unauthorized or Outcome.Forbidden ? Rejected(answer) : null;
    }

    private static async Task<string?> OtherKeys(Session session, Operation list)
    {
        foreach (var who in Given.Skip(1).Where(session.Has))
        {
            var answer = await session.Call(list, how: new Sending { Who = who });
            if (answer.Outcome is Outcome.Unauthorized or Outcome.Forbidden)
                return Rejected(answer);
        }
        return null;
    }

    private static string Rejected(Answer answer) =>
        $"GET {answer.Exchange.Uri} answers {answer.Exchange.Status}: the target rejects the key of {Keys.OptionOf(answer.Exchange.Who)}. "
        + "Expected a key that may read. Is it complete, for this server, and still valid?";

    private static bool IsJson(Answer answer) => answer.Body is not null || answer.Exchange.Status == 204;

    private static string What(Exchange exchange) =>
        exchange.Body.Length == 0 ? "no body"
        : exchange.Body.TrimStart().StartsWith('<') ? "HTML or XML"
        : "a body that is not JSON";
}
