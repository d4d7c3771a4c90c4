using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.InProcess;

/// <summary>An isolated world of records on a mock.</summary>
public sealed class PlanisoSilo
{
    private readonly MockHost _host;
    private readonly Silo _silo;

    internal PlanisoSilo(MockHost host, Silo silo)
    {
        _host = host;
        _silo = silo;
    }

    /// <summary>The key that opens it; the first one where there are several.</summary>
    public string Key => _silo.Name;

    /// <summary>A base URL of its own: requests behind it that carry no key, or a wrong one, behave as this silo's readings and breakages say.</summary>
    public Uri Door => new(_host.Url.TrimEnd('/') + Host.Door.PathOf(_silo));

    /// <summary>Puts its records back to its seed.</summary>
    public void Reset() => _host.Silos.Reset(_silo);

    /// <summary>Its key.</summary>
    public override string ToString() => Key;
}
