using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.Http;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Conformance.Observation;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Recordings;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Observation;

/// <summary>The suite's own traffic, recorded on its way to a target and judged by an observer that never met the suite.</summary>
internal static class SuiteTraffic
{
    /// <param name="contract">The contract.</param>
    /// <param name="target">The target.</param>
    /// <param name="clock">The mock's clock.</param>
    /// <param name="rules">The rules whose checks make the traffic; all by default.</param>
    public static Task<ImmutableArray<RecordedExchange>> RecordAsync(Contract contract, TargetOptions target, SteppingClock clock, IEnumerable<Rule>? rules = null) =>
        RecordAsync(clock, client => WholeRun.RunAsync(Run.Create(contract, target, clock.Suite, client), rules));

    /// <summary>The traffic of whatever sends it with a client.</summary>
    public static async Task<ImmutableArray<RecordedExchange>> RecordAsync(TimeProvider clock, Func<HttpMessageInvoker, Task> send)
    {
        using var recorder = new Recording(Transport.Shared, clock);
        using var client = new HttpMessageInvoker(recorder, disposeHandler: false);
        await send(client);
        return [.. recorder.Exchanges];
    }

    /// <param name="contract">The contract.</param>
    /// <param name="target">Where the traffic went.</param>
    /// <param name="exchanges">The traffic.</param>
    /// <param name="onlyClient">Whether it is said that nobody else writes.</param>
    /// <param name="knowsOtherKey">Whether it is said that the other key opens another silo.</param>
    public static RunResult Observe(Contract contract, TargetOptions target, ImmutableArray<RecordedExchange> exchanges, bool onlyClient = false, bool knowsOtherKey = false)
    {
        var url = new Uri(target.Base);
        var observer = new Observer(contract, url, new OperationMatcher(contract, url.AbsolutePath.TrimEnd('/')), TimeProvider.System, onlyClient,
            knowsOtherKey ? target.Keys.Of(PlanisoContract.Conformance.Http.Credential.Other) : null);
        observer.ObserveAll(exchanges);
        return observer.Result();
    }

    /// <summary>The ids of violated rules, with what was wrong.</summary>
    public static string Violations(this RunResult result) => string.Join('\n', result.Failed);

    private sealed class Recording(HttpMessageInvoker inner, TimeProvider clock) : HttpMessageHandler
    {
        private readonly ConcurrentQueue<RecordedExchange> _exchanges = [];

        public IEnumerable<RecordedExchange> Exchanges => _exchanges;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
            var started = clock.GetUtcNow();
            HttpResponseMessage response;
            try
            {
                response = await inner.SendAsync(request, cancellationToken);
                await response.Content.LoadIntoBufferAsync(cancellationToken);
            }
            catch
            {
                // On a busy machine an answer may come too late; what was asked for may have been done all the same.
                _exchanges.Enqueue(Recorded(0));
                throw;
            }
            var (body, fault) = Utf8Text.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            _exchanges.Enqueue(Recorded((int)response.StatusCode) with
            {
                ResponseHeaders = Headers(response.Headers.NonValidated, response.Content.Headers.NonValidated),
                Body = body,
                TextFault = fault,
            });
            return response;

            RecordedExchange Recorded(int status) => new(request.Method.Method, request.RequestUri!, status, started, clock.GetUtcNow() - started)
            {
                RequestHeaders = Headers(request.Headers.NonValidated, request.Content?.Headers.NonValidated),
                RequestBody = sent,
            };
        }

        private static ImmutableArray<KeyValuePair<string, string>> Headers(params IEnumerable<System.Net.Http.Headers.HttpHeadersNonValidated?> all) =>
            [.. all.OfType<System.Net.Http.Headers.HttpHeadersNonValidated>().SelectMany(headers => headers).Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))];
    }
}
