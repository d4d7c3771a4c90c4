using System.Net;

namespace PlanisoContract.Mock.Hosting;

/// <summary>What <c>--urls</c> takes.</summary>
internal static class ServerAddress
{
    /// <summary>The address as Kestrel takes it.</summary>
    /// <exception cref="StartException">It is none.</exception>
    public static string Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
                throw new StartException($"Cannot listen on {url}: expected http:// or https://, not {address.Scheme}://.");
            if (address.PathBase.Length > 0)
                throw new StartException($"Cannot listen on {url}: an address has no path.");
            if (address.Port > IPEndPoint.MaxPort)
                throw new StartException($"Cannot listen on {url}: the greatest port is {IPEndPoint.MaxPort}.");
            return address.ToString();
        }
        catch (FormatException)
        {
            throw new StartException($"Cannot listen on {url}: it is no address such as http://127.0.0.1:5080.");
        }
    }

    /// <summary>Whether only this machine reaches it.</summary>
    public static bool IsLoopback(string url) => AdminAccess.IsLoopback(BindingAddress.Parse(url).Host);

    /// <summary>Kestrel's reason, in one line, with a way out where the port is taken.</summary>
    public static string Explain(Exception wrong)
    {
        var reason = wrong.Message.ReplaceLineEndings(" ");
        return reason.Contains("address already in use", StringComparison.OrdinalIgnoreCase)
            ? $"{reason.TrimEnd('.')}. Choose another one: --urls http://127.0.0.1:0 picks a free port."
            : $"Cannot listen: {reason}";
    }
}
