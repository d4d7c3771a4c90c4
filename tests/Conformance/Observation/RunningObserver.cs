using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Observation;
using PlanisoContract.Conformance.Observation.Live;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Observation;

/// <summary>An observer before a target, on a free port of loopback, with a client that talks to it.</summary>
internal sealed class RunningObserver : IAsyncDisposable
{
    private readonly ObservingProxy _proxy;
    private readonly LiveObserver _live;

    private RunningObserver(ObservingProxy proxy, LiveObserver live)
    {
        (_proxy, _live) = (proxy, live);
        Url = new Uri(proxy.Addresses.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Url };
    }

    public HttpClient Client { get; }

    public Uri Url { get; }

    /// <param name="target">The target.</param>
    /// <param name="keepsAddresses">Whether addresses stay as the target wrote them.</param>
    /// <param name="found">Told of each violation while it is judged.</param>
    /// <param name="failed">Told where judging goes wrong.</param>
    /// <param name="maxWaiting">How many exchanges may wait.</param>
    public static async Task<RunningObserver> StartAsync(
        Uri target, bool keepsAddresses = false, Action<FoundViolation>? found = null, Action<Exception>? failed = null, int maxWaiting = 5000)
    {
        var contract = Contracts.Load("planiso");
        var observer = new Observer(contract, target, new OperationMatcher(contract, target.AbsolutePath.TrimEnd('/')), TimeProvider.System);
        observer.Findings.Found += (violation, _) => found?.Invoke(violation);
        var live = new LiveObserver(observer, failed ?? (_ => { }), maxWaiting);
        return new RunningObserver(await ObservingProxy.Start(target, ["http://127.0.0.1:0"], live, new SocketsHttpHandler(), keepsAddresses, TimeProvider.System), live);
    }

    public JsonObject State() => _live.State();

    /// <summary>Ends the traffic; what went through may still be judged.</summary>
    public ValueTask StopAsync() => _proxy.DisposeAsync();

    /// <summary>Everything that went through is judged then.</summary>
    public async Task EndAsync()
    {
        await StopAsync();
        await _live.DisposeAsync();
    }

    public async Task<RunResult> ResultAsync()
    {
        await EndAsync();
        return await _live.Result();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await EndAsync();
    }
}
