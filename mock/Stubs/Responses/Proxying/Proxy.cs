using System.Net.Sockets;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Host;

namespace PlanisoContract.Mock.Stubs.Responses.Proxying;

/// <summary>Asks another server in place of answering (wiremock.org, "Proxying").</summary>
internal sealed class Proxy(ProxyTargets targets, TimeProvider clock) : IDisposable
{
    /// <summary>As long as WireMock waits.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Lazy<HttpMessageInvoker> _client = new(() => new HttpMessageInvoker(ProxyConnection.Handler(targets)));

    public ProxyTargets Targets => targets;

    public async Task<AnswerToSend> AskAsync(ResponseDefinition definition, StubRequest request, CancellationToken gone)
    {
        var url = definition.Proxy.BaseUrl + Rest(request.Url, definition.Proxy.PrefixToRemove);
        if (targets.Refusal(definition.Proxy.BaseUrl!) is { } reason)
            return AnswerToSend.Failure(reason);
        if (request.Body.Length > RequestBody.Limit)
            return AnswerToSend.Failure("Bodies of more than 1 MiB are not proxied.");
        if (ProxyRequest.IsLoop(request))
            return AnswerToSend.Failure($"The stub proxies to a stub that proxies back: {url}");
        using var late = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, gone);
        try
        {
            using var message = ProxyRequest.Of(url, request, definition.Proxy);
            using var response = await _client.Value.SendAsync(message, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new AnswerToSend
            {
                Status = (int)response.StatusCode,
                StatusMessage = response.ReasonPhrase,
                Headers = ProxyResponse.Headers(response, definition.Headers ?? []),
                Body = body,
            };
        }
        catch (Exception wrong) when (wrong is HttpRequestException or SocketException or IOException or UriFormatException)
        {
            return Failure(url, wrong);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return Failure(url, new TimeoutException($"No answer within {Longest.TotalMinutes:0} minutes"));
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    private static string Rest(string url, string? prefix) =>
        prefix is not null && url.StartsWith(prefix, StringComparison.Ordinal) ? url[prefix.Length..] : url;

    private static AnswerToSend Failure(string url, Exception wrong)
    {
        if (wrong.InnerException is DeniedTargetException denied)
            return AnswerToSend.Failure(denied.Message);
        var kind = wrong is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? "SSL" : "Network";
        var text = $"{kind} failure trying to make a proxied request from WireMock to {url}\r\n{wrong.Message}";
        // No type of content, as in WireMock.
        return AnswerToSend.Failure(text) with { Headers = new List<KeyValuePair<string, StringValues>>() };
    }
}
