using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace PlanisoContract.Mock.Host;

/// <summary>
/// Gathers what Kestrel adds to a host, without a host. Kestrel's public constructor would do, but it leaves Kestrel
/// without its own pool of memory: each block that is read or sent would be garbage.
/// </summary>
internal sealed class KestrelServices : IWebHostBuilder
{
    private readonly ServiceCollection _services = [];

    public KestrelServices()
    {
        _services.AddOptions().AddMetrics();
        _services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        _services.AddSingleton<DiagnosticSource>(new DiagnosticListener("Microsoft.AspNetCore"));
    }

    /// <summary>Has the server; whoever has it disposes it.</summary>
    public ServiceProvider Provider() => _services.BuildServiceProvider();

    public IWebHostBuilder ConfigureServices(Action<IServiceCollection> configureServices)
    {
        configureServices(_services);
        return this;
    }

    public IWebHostBuilder ConfigureServices(Action<WebHostBuilderContext, IServiceCollection> configureServices)
    {
        configureServices(new WebHostBuilderContext(), _services);
        return this;
    }

    public IWebHostBuilder ConfigureAppConfiguration(Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate) => this;

    public IWebHostBuilder UseSetting(string key, string? value) => this;

    public string? GetSetting(string key) => null;

#pragma warning disable ASPDEPR008 // The interface still has it.
    public IWebHost Build() => throw new NotSupportedException("There is no host.");
#pragma warning restore ASPDEPR008
}
