using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>
/// Notices a key that worked and is refused later: after such an answer a read that worked with it is repeated. Where that is refused
/// too, the run ends, since nothing that comes then is about the target's behavior; where not, the answer is a matter for rules.
/// </summary>
internal sealed class KeyCheck(Run run)
{
    /// <summary>Looks at an answer of the run.</summary>
    public async Task Note(Request request, Answer answer)
    {
        if (request.Who is not (Credential.Full or Credential.ReadOnly or Credential.Other or Credential.Empty) || run.Stopped is not null)
            return;
        if (answer.Succeeded && IsPlainList(request))
            run.Transport.KnownReads.Note(request);
        else if (IsRefused(request, answer) && await IsRefusedNow(request.Who) is { } again)
        {
            run.Stop(string.Create(CultureInfo.InvariantCulture,
                $"the key of {Keys.OptionOf(request.Who)} worked, and is refused since {run.Clock.GetUtcNow():HH:mm:ss} UTC, after {run.Transport.Requests} requests: {again.Exchange.Method} {again.Exchange.Uri.AbsolutePath}, which it could read before, answers {again.Exchange.Status}. Has it expired?"));
        }
    }

    // Where only the body tells, a list without conditions can be refused for its key alone.
    private static bool IsRefused(Request request, Answer answer) =>
        answer.Outcome == Outcome.Unauthorized || (answer is { InBody: true, Refused: true } && IsPlainList(request));

    private async Task<Answer?> IsRefusedNow(Credential who)
    {
        foreach (var read in run.Transport.KnownReads.Of(who).Take(1))
        {
            try
            {
                var again = run.Dialect.Read(await run.Transport.Send(read));
                return again.Outcome is Outcome.Unauthorized or Outcome.Forbidden || again is { InBody: true, Refused: true } ? again : null;
            }
            catch (Exception none) when (none is NoAnswerException or BudgetExhaustedException)
            {
                return null;
            }
        }
        return null;
    }

    private static bool IsPlainList(Request request) => request is { Operation: { Kind: OperationKind.List, Filter: null }, Body: null, Headers.IsEmpty: true }
        && request.Operation.Method.Method == "GET" && !request.Path.Contains('?', StringComparison.Ordinal);
}
