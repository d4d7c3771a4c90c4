using System.Collections.Immutable;
using System.Globalization;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Overrides;

/// <summary>How one request is to be answered.</summary>
/// <param name="Delay">How long to hold the answer back.</param>
/// <param name="Change">What is different about it.</param>
internal sealed record Decision(TimeSpan Delay, AnswerChange Change)
{
    /// <summary>The header that names the paths that met nothing in the answer.</summary>
    public const string UnmetHeader = "Override-Unmet";

    /// <summary>The overrides that act; none where the request asked for it itself.</summary>
    public ImmutableArray<int> Ids { get; init; } = [];

    /// <summary>Whether the request asked for the status itself.</summary>
    public bool IsPreferred { get; init; }

    /// <summary>Takes the paths that met nothing.</summary>
    public Action<ImmutableArray<string>>? NoteUnmet { get; init; }

    /// <summary>The answer to send; where a fault leaves none, one of status 0.</summary>
    /// <param name="request">The request.</param>
    /// <param name="carryOut">Carries the operation out.</param>
    public async ValueTask<SimulatedResponse> AnswerAsync(ContractRequest request, Func<ValueTask<SimulatedResponse>> carryOut) =>
        Change.RunsOperation ? Finish(Restated(await carryOut())) : Change.Status is { } status ? Finish(request.Api.Refuse(request, status)) : OverriddenApi.NoAnswer(request);

    private SimulatedResponse Finish(SimulatedResponse answer)
    {
        if (!Change.Edit.IsNone)
        {
            answer = Change.Edit.Apply(answer, out var unmet);
            NoteUnmet?.Invoke(unmet);
            if (!unmet.IsEmpty)
                answer = With(answer, UnmetHeader, string.Join(", ", unmet.Select(InHeader)));
        }
        if (Change.RetryAfter is { } seconds)
            answer = With(answer, "Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        return IsPreferred && answer.Status == Change.Status
            ? With(answer, Preference.AppliedHeader, string.Create(CultureInfo.InvariantCulture, $"{Preference.Code}={answer.Status}"))
            : answer;
    }

    // Another success is a success all the same; a refusal is what it is.
    private SimulatedResponse Restated(SimulatedResponse answer)
    {
        if (Change.Status is not { } status || answer.Status is < 200 or >= 300)
            return answer;
        return status is 204 or 205 ? answer with { Status = status, ContentType = null, Body = default } : answer with { Status = status };
    }

    private static SimulatedResponse With(SimulatedResponse answer, string name, string value) =>
        answer with { Headers = [.. answer.Headers, KeyValuePair.Create(name, value)] };

    private static string InHeader(string path) => string.Concat(path.Select(letter => letter is >= ' ' and <= '~' ? letter : '?'));
}
