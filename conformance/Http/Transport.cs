using System.Collections.Immutable;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PlanisoContract.Conformance.Http;

/// <summary>Sends requests to the target and nowhere else: no redirects, no cookies, no proxy.</summary>
internal sealed class Transport(
    TargetOptions options, IDialect dialect, Redaction redaction, string wrongKey, TimeProvider clock, HttpMessageInvoker client, int lists = 0)
{
    /// <summary>Connections are shared by all runs of the process; nothing else is.</summary>
    public static readonly HttpMessageInvoker Shared = new(Handler(new SslClientAuthenticationOptions()));

    /// <summary>What sends the requests of a run: shared, unless the target's certificate is looked at in another way.</summary>
    public static HttpMessageInvoker ClientOf(TargetOptions options) => options switch
    {
        // Asked for by name, and said in every report.
#pragma warning disable CA5359
        { Insecure: true } => new HttpMessageInvoker(Handler(new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true })),
#pragma warning restore CA5359
        { Authorities.Count: > 0 } => new HttpMessageInvoker(Handler(new SslClientAuthenticationOptions { CertificateChainPolicy = Vouched(options.Authorities) })),
        _ => Shared,
    };

    private static X509ChainPolicy Vouched(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private static SocketsHttpHandler Handler(SslClientAuthenticationOptions ssl) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        // Asks for all of them, as most clients do.
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        MaxConnectionsPerServer = 64,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        SslOptions = ssl,
    };

    private readonly Backoff _backoff = new(clock);
    private readonly RateLimit? _pace = options.Rate is { } rate ? new RateLimit(rate, clock) : null;
    private readonly CircuitBreaker _judging = new(silent: 3);

    // A target that was gone while rules were judged may be back, and what is left behind is worth more patience.
    private readonly CircuitBreaker _cleaning = new(silent: 12);

    public RequestBudget RequestBudget { get; } = new(options.MaxRequests, lists);

    /// <summary>Reads that worked.</summary>
    public KnownReads KnownReads { get; } = new();

    /// <summary>Requests sent, repeated ones too.</summary>
    public int Requests => RequestBudget.Sent;

    /// <summary>Why the target counts as gone, or null.</summary>
    public string? Down => _judging.Down;

    /// <summary>Why it counts as gone for the cleanup, or null.</summary>
    public string? DownForCleanup => _cleaning.Down;

    /// <param name="request">The request.</param>
    /// <param name="sending">Called once, when everything that a request waits for is over.</param>
    /// <param name="stopping">Ends waiting, and of reads the request, too. A write is waited for: what it makes must be known.</param>
    /// <exception cref="NoAnswerException">No answer came.</exception>
    /// <exception cref="BudgetExhaustedException">The run must send no more.</exception>
    /// <exception cref="OperationCanceledException">The run stopped meanwhile.</exception>
    public async Task<Exchange> Send(Request request, Action? sending = null, CancellationToken stopping = default)
    {
        var cut = sending is null ? stopping : default;
        var isRenewed = false;
        for (var attempt = 1; ; attempt++)
        {
            await _backoff.Wait(stopping);
            if (_pace is not null)
                await _pace.Wait(stopping);
            stopping.ThrowIfCancellationRequested();
            var key = options.Keys.Of(Credential.Full);
            var exchange = await Try(request, attempt, attempt == 1 ? sending : null, cut);
            if (exchange is { Status: 401, Who: Credential.Full } && !isRenewed && options.KeyCommand is { } command)
            {
                isRenewed = true;
                if (await command.Renew(options.Keys, key!))
                    continue;
            }
            if (exchange is not null)
                return exchange;
        }
    }

    private async Task<Exchange?> Try(Request request, int attempt, Action? sending, CancellationToken cut)
    {
        var silence = request.Cleans ? _cleaning : _judging;
        if (silence.Down is { } reason)
            throw new NoAnswerException($"The target stopped answering: {reason}");
        if (silence.Of(request.Route) is { } silent)
            throw new NoAnswerException(silent.Message) { Exchange = silent.Exchange };
        using var message = Message(request);
        // A repeated one makes nothing that the first did not.
        if (!RequestBudget.Take(attempt == 1 ? request : request with { Undoing = 0 }))
            throw new BudgetExhaustedException(RequestBudget.Reason);
        sending?.Invoke();
        try
        {
            var (response, body) = await Receive(message, cut);
            using (response)
            {
                silence.Broken(request.Route);
                if (response.StatusCode != HttpStatusCode.TooManyRequests)
                    return Exchange(request, message.RequestUri!, response, body);
                if (attempt == Backoff.Tries)
                    throw new NoAnswerException($"The target answers 429 to the {attempt}th try, too. Try again later.");
                _backoff.Note(response, attempt);
                return null;
            }
        }
        catch (Exception wrong) when (IsSilence(wrong) && !cut.IsCancellationRequested)
        {
            var none = NoAnswerException.Of(wrong, options.Target, options.Timeout, Exchange(request, message.RequestUri!, null, []));
            await silence.Heard(request.Route, none, Reaches);
            throw none;
        }
    }

    // The clock of the deadline is the machine's even where the run's is a fake one: the network is real.
    private async Task<(HttpResponseMessage Response, byte[] Body)> Receive(HttpRequestMessage message, CancellationToken cut)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cut);
        deadline.CancelAfter(options.Timeout);
        var response = await client.SendAsync(message, deadline.Token);
        try
        {
            return (response, await response.Content.ReadAsByteArrayAsync(deadline.Token));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static bool IsSilence(Exception wrong) =>
        wrong is HttpRequestException or OperationCanceledException or IOException or InvalidDataException;

    // Whether a read that worked, and is of another route, still gets an answer.
    private async Task<bool?> Reaches(string route)
    {
        bool? reached = null;
        foreach (var read in KnownReads.Of(Credential.Full).Where(read => read.Route != route))
        {
            if (reached == true || !RequestBudget.Take(read))
                break;
            using var message = Message(read);
            try
            {
                (await Receive(message, default)).Response.Dispose();
                reached = true;
            }
            catch (Exception wrong) when (IsSilence(wrong))
            {
                reached = false;
            }
        }
        return reached;
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
        foreach (var (name, value) in options.Headers.Concat(credential.Headers).Concat(request.Headers))
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

    // Without a response: what was sent.
    private Exchange Exchange(Request request, Uri uri, HttpResponseMessage? response, byte[] body)
    {
        var (text, fault) = Utf8Text.Read(body);
        return new Exchange(
            request.Operation, request.Method, uri, request.Who, request.ContentType, request.Body,
            (int?)response?.StatusCode ?? 0,
            response is null ? ImmutableDictionary<string, string>.Empty : response.Headers.Concat(response.Content.Headers).ToImmutableDictionary(
                header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value)),
            redaction.OfBody(text))
        {
            Sent = request.Headers,
            TextFault = fault,
        };
    }
}
