using System.Collections.Concurrent;
using System.Net;
using PlanisoContract.Conformance.Cleanup.Plans;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Cleanup;

/// <summary>Passes requests on, unless it is told to lose what comes, and keeps their routes.</summary>
internal sealed class Recorder : DelegatingHandler
{
    private readonly Contract _contract;
    private readonly string _base;
    private int _count;

    public Recorder(Contract contract, Uri target)
        : base(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
    {
        _contract = contract;
        _base = target.AbsolutePath.TrimEnd('/');
    }

    public ConcurrentQueue<string> Routes { get; } = [];

    public int Count => Volatile.Read(ref _count);

    /// <summary>Called before the n-th request is passed on; may throw.</summary>
    public Action<HttpRequestMessage, int>? Before { get; init; }

    /// <summary>Called with the answer; may throw, so that it is lost.</summary>
    public Action<HttpRequestMessage, HttpResponseMessage>? After { get; init; }

    public HttpMessageInvoker Client() => new(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var nth = Interlocked.Increment(ref _count);
        Routes.Enqueue(Route.Of(_contract, request.Method.Method, request.RequestUri!.AbsolutePath[_base.Length..]));
        Before?.Invoke(request, nth);
        var response = await base.SendAsync(request, cancellationToken);
        After?.Invoke(request, response);
        return response;
    }

    /// <summary>As a connection that breaks.</summary>
    public static HttpRequestException Broken() => new(HttpRequestError.ResponseEnded, "the connection broke", null, HttpStatusCode.OK);
}
