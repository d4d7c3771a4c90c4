using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>A look at the target before the run: whether there is something to judge at all, and whether it takes the keys.</summary>
internal static class Preflight
{
    private static readonly Credential[] ParsedArguments = [Credential.Full, Credential.ReadOnly, Credential.Other, Credential.Empty];

    /// <summary>What makes the run pointless, for people, without keys; null where nothing does.</summary>
    public static async Task<string?> Check(Run run)
    {
        try
        {
            return await Look(run) is { } problem ? run.Redaction.Of(problem) : null;
        }
        catch (Exception none) when (none is NoAnswerException or PreconditionException)
        {
            return run.Redaction.Of(none.Message);
        }
    }

    private static async Task<string?> Look(Run run)
    {
        ImmutableArray<Operation> lists =
        [
            .. run.Contract.Operations.Where(operation => operation.Kind == OperationKind.List && operation.Filter is null
                && operation.Parameters.All(parameter => parameter.Role == ParameterRole.Format)),
        ];
        var session = new Session(run);
        Exchange? absent = null;
        NoAnswerException? silent = null;
        foreach (var list in lists)
        {
            try
            {
                var answer = await session.Page(list);
                // A server may lack one resource; one that lacks them all is another server, or at another path.
                if (answer.Exchange.Status is not (404 or 405 or 501))
                    return Problem(answer, list, run.Contract) ?? await OtherKeys(session, list);
                absent ??= answer.Exchange;
            }
            // One list may hang. Where several in a row get no answer, nothing else will.
            catch (NoAnswerException none) when (none.Exchange is not null && silent is null && lists.Length > 1)
            {
                silent = none;
            }
        }
        // What else there is takes records to ask for.
        var isAll = run.Contract.Operations.All(operation => lists.Any(list => list.Resource == operation.Resource));
        return lists.IsEmpty || (absent is not null && !isAll) ? null
            : absent is null ? silent!.Message
            : $"Every list answers {absent.Status}, {absent.Uri} first. Expected records. "
                + $"Is {run.Options.Base} the URL before {lists[0].Path}?";
    }

    private static string? Problem(Answer answer, Operation list, Contract contract)
    {
        var exchange = answer.Exchange;
        if (exchange.Status is >= 300 and < 400)
        {
            return $"GET {exchange.Uri} answers {exchange.Status} and points to {exchange.Headers.GetValueOrDefault("location", "nowhere")}. "
                + "Redirects are never followed; give the final URL as --target.";
        }
        if (!IsRead(answer, list))
        {
            return $"GET {exchange.Uri} answers {exchange.Status} with {What(exchange)}; expected {string.Join(" or ", contract.Formats).ToUpperInvariant()}. "
                + $"Is the target's URL the one before {list.Path}, and no login page or proxy in between?";
        }
        return IsRejected(answer) ? Rejected(answer) : null;
    }

    private static async Task<string?> OtherKeys(Session session, Operation list)
    {
        foreach (var who in ParsedArguments.Skip(1).Where(session.Has))
        {
            var answer = await session.Page(list, new Sending { Who = who });
            if (IsRejected(answer))
                return Rejected(answer);
        }
        if (!session.Has(Credential.Forbidden))
            return null;
        var forbidden = await session.Page(list, new Sending { Who = Credential.Forbidden });
        // One that may read is no key without rights; that it may is not for the preflight to judge.
        return forbidden.Outcome == Outcome.Unauthorized ? Rejected(forbidden) : null;
    }

    private static string Rejected(Answer answer) =>
        $"GET {answer.Exchange.Uri} answers {answer.Exchange.Status}: the target rejects the key of {Keys.OptionOf(answer.Exchange.Who)}. "
        + "Expected a key that may read. Is it complete, for this server, and still valid?";

    // Where only the body tells, it does not tell what of: but a plain list can be refused for its key alone.
    private static bool IsRejected(Answer answer) =>
        answer.Outcome is Outcome.Unauthorized or Outcome.Forbidden || answer is { InBody: true, Refused: true };

    // A refusal that is documented without a body needs none, and that of a key says enough without one.
    private static bool IsRead(Answer answer, Operation list) => answer.Body is not null || answer.Exchange.Status == 204
        || (answer.Exchange.Body.Length == 0 && answer.Refused
            && (answer.Outcome is Outcome.Unauthorized or Outcome.Forbidden || list.Answer(answer.Exchange.Status) is not { Schema: not null }));

    private static string What(Exchange exchange) =>
        exchange.Body.Length == 0 ? "no body"
        : exchange.Body.TrimStart().StartsWith('<') ? "HTML or XML"
        : "another body";
}
