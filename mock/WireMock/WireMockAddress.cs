using Microsoft.AspNetCore.Server.Kestrel.Core;
using PlanisoContract.Mock.Hosting;
using WireMock.Server;
using WireMock.Settings;

namespace PlanisoContract.Mock.WireMock;

/// <summary>A WireMock.Net server over the silos of the mock: what no stub takes, the contract answers.</summary>
/// <remarks>
/// There is no mapping for the contract. WireMock.Net's own answer that no stub matches is held back, and the contract's takes its
/// place: so it cannot be deleted, disabled, saved or reset away, and never counts as a stub.
/// </remarks>
internal sealed class WireMockAddress : IDisposable
{
    public const int MaxLogEntries = 1_000;

    private readonly WireMockServer _server;
    private readonly ConfinedFiles _files;

    private WireMockAddress(WireMockServer server, ConfinedFiles files, string host)
    {
        _server = server;
        _files = files;
        Url = $"{Uri.UriSchemeHttp}://{host}:{server.Port}";
    }

    /// <summary>With the host that was asked for: WireMock.Net calls every one localhost.</summary>
    public string Url { get; }

    /// <exception cref="StartException">The address cannot be listened on.</exception>
    public static WireMockAddress Start(WireMockOptions options, Func<Front> front, AdminAccess access)
    {
        if (!options.Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            throw new StartException($"--wiremock {options.Url}: expected an address such as {WireMockOptions.DefaultUrl}.");
        var guard = new StubGuard(new ProxyTargets(options.ProxyTargets));
        var files = new ConfinedFiles(options.RootDirectory, guard);
        var errors = new StubErrors();
        var admin = new WireMockAdmin(guard, access);
        var wireMockFront = new WireMockFront(front, admin, errors);
        try
        {
            var server = WireMockServer.Start(new WireMockServerSettings
            {
                Urls = [ServerAddress.Parse(options.Url)],
                StartAdminInterface = true,
                FileSystemHandler = files,
                ReadStaticMappings = files.FolderExists(files.GetMappingFolder()),
                WatchStaticMappings = files.FolderExists(files.GetMappingFolder()),
                Logger = errors,
                MaxRequestLogCount = MaxLogEntries,
                // Else they never time out; so they do after ten seconds.
                UseRegexExtended = false,
                DisableRequestBodyDecompressing = true,
                AllowBodyForAllHttpMethods = true,
                AdditionalServiceRegistration = services => services.PostConfigure<KestrelServerOptions>(KestrelSettings.Apply),
                PreWireMockMiddlewareInit = app => ((IApplicationBuilder)app).Use((context, next) => wireMockFront.AnswerAsync(context, next)),
            });
            admin.Server = server;
            return new WireMockAddress(server, files, BindingAddress.Parse(options.Url).Host);
        }
        catch (Exception wrong) when (wrong is IOException or InvalidOperationException or AggregateException or global::WireMock.Exceptions.WireMockException)
        {
            throw new StartException(ServerAddress.Explain(wrong.GetBaseException()));
        }
    }

    /// <summary>Puts stubs, scenarios, log and settings back to where they began.</summary>
    public void Reset()
    {
        _server.Reset();
        _server.AddGlobalProcessingDelay(TimeSpan.Zero);
        _server.AllowPartialMapping(false);
        _server.SetMaxRequestLogCount(MaxLogEntries);
        _server.SetRequestLogExpirationDuration(null);
        if (_files.FolderExists(_files.GetMappingFolder()))
            _server.ReadStaticMappings();
    }

    public void Dispose()
    {
        _server.Stop();
        _server.Dispose();
    }
}
