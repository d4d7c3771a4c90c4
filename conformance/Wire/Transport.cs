using System.Collections.Immutable;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Text;
using PlanisoContract.Conformance.Dialects;

namespace PlanisoContract.Conformance.Wire;

/// <summary>Sends requests to the target and nowhere else: no redirects, no cookies, no proxy.</summary>
internal sealed class Transport(
    TargetOptions options, IDialect dialect, Redaction redaction, string wrongKey, TimeProvider clock, HttpMessageInvoker client)
{
    // So many in a row without one answer between them: the target is gone, and waiting out every rule would take minutes.
    private const int Gone = 8;

    /// <summary>Connections are shared by all runs of the process; nothing else is.</summary>
    public static readonly HttpMessageInvoker Shared = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = 64,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        SslOptions = new SslClientAuthenticationOptions(),
    });

    private readonly Backoff _backoff = new(clock);
    private int _silent;
    private int _requests;

    /// <summary>Requests sent, repeated ones too.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Why the target counts as gone, or null.</summary>
    public string? Down { get; private set; }

    /// <exception cref="NoAnswerException">No answer came.</exception>
    public async Task<Exchange> Send(Request request)
    {
        for (var attempt = 1; ; attempt++)
        {
            await _backoff.Wait();
            var exchange = await Try(request, attempt);
            if (exchange is not null)
                return exchange;
        }
    }

    private async Task<Exchange?> Try(Request request, int attempt)
    {
        if (Down is { } reason)
            throw new NoAnswerException($"The target stopped answering: {reason}");
        using var message = Message(request);
        Interlocked.Increment(ref _requests);
        // The clock of the deadline is the machine's even where the run's is a fake one: the network is real.
        using var deadline = new CancellationTokenSource(options.Timeout);
        try
        {
            using var response = await client.SendAsync(message, deadline.Token);
            var body = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            Volatile.Write(ref _silent, 0);
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
                return Exchange(request, message.RequestUri!, response, body);
            if (attempt == Backoff.Tries)
                throw new NoAnswerException($"The target answers 429 to the {attempt}th try, too. Try again later.");
            _backoff.Note(response, attempt);
            return null;
        }
        catch (Exception wrong) when (wrong is HttpRequestException or OperationCanceledException or IOException)
        {
            var none = NoAnswerException.Of(wrong, options.Target, options.Timeout);
            if (Interlocked.Increment(ref _silent) >= Gone)
                Down ??= none.Message;
            throw none;
        }
    }

    private HttpRequestMessage Message(Request request)
    {
        var credential = CredentialOf(request.Who);
        var path = credential.Query.Length == 0 ? request.Path
            : request.Path + (request.Path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + credential.Query;
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), new Uri(options.Base + path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (dialect.Accept is { } accept && !request.Headers.Any(header => header.Key.Equals("Accept", StringComparison.OrdinalIgnoreCase)))
            message.Headers.TryAddWithoutValidation("Accept", accept);
        message.Headers.TryAddWithoutValidation("User-Agent", "PlanisoContract");
        foreach (var (name, value) in credential.Headers.Concat(request.Headers))
            message.Headers.TryAddWithoutValidation(name, value);
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            if (request.ContentType is not null)
                message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }
        return message;
    }

    private SentCredential CredentialOf(Credential who)
    {
        if (who == Credential.None)
            return SentCredential.None;
        var key = who == Credential.Wrong ? wrongKey : options.Keys.Of(who)!;
        return dialect.Sign(who, key);
    }

    private Exchange Exchange(Request request, Uri uri, HttpResponseMessage response, byte[] body) => new(
        request.Operation, request.Method, uri, request.Who, request.ContentType, request.Body,
        (int)response.StatusCode,
        response.Headers.Concat(response.Content.Headers).ToImmutableDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value)),
        redaction.OfBody(Encoding.UTF8.GetString(body)))
    {
        Sent = request.Headers,
    };
}
