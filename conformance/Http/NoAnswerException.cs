using System.Net.Http;

namespace PlanisoContract.Conformance.Http;

/// <summary>A request got no answer at all. The message is for people: what happened, and what may help.</summary>
internal sealed class NoAnswerException(string reason) : Exception(reason)
{
    /// <summary>The request, with 0 for a status; null where the target had answered, or none was sent.</summary>
    public Exchange? Exchange { get; init; }

    public static NoAnswerException Of(Exception wrong, Uri uri, TimeSpan timeout, Exchange exchange) => new(wrong switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            $"The name {uri.Host} cannot be resolved. Is the target's URL right?",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } http =>
            $"There is no connection to {uri.Authority}: {Innermost(http)}. "
                + "Is the target running, and its port right?",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } http =>
            $"There is no trusted TLS connection to {uri.Authority}: {Innermost(http)}. "
                + "The suite never goes on without; is the scheme right, and the certificate?",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } http =>
            $"{uri.Authority} answers something that is not HTTP: {Innermost(http)}.",
        HttpRequestException http => $"{uri.Authority} gave no answer: {Innermost(http)}.",
        OperationCanceledException => $"{uri.Authority} gave no answer within {timeout.TotalSeconds:0.#} seconds. Is the target up, and reachable from here?",
        InvalidDataException =>
            $"{uri.Authority} answers something that cannot be unpacked as its Content-Encoding says: {Innermost(wrong)}.",
        _ => $"{uri.Authority} gave no answer: {Innermost(wrong)}.",
    })
    {
        Exchange = exchange,
    };

    private static string Innermost(Exception wrong)
    {
        while (wrong.InnerException is { } inner)
            wrong = inner;
        return wrong.Message.TrimEnd('.');
    }
}

/// <summary>A request was not sent: the run has no more of them.</summary>
internal sealed class BudgetExhaustedException(string reason) : Exception(reason);
