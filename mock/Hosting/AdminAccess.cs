using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using PlanisoContract.Mock.Admin;

namespace PlanisoContract.Mock.Hosting;

/// <summary>Who may steer the mock. A page on any web site can reach a developer's loopback, so where no key is demanded host and origin decide.</summary>
/// <param name="key">What <c>Admin-Key</c> must be, or null where none is demanded.</param>
/// <param name="origins">Origins allowed beside those of loopback.</param>
internal sealed class AdminAccess(string? key, ImmutableArray<string> origins)
{
    private const string KeyHeader = "Admin-Key";

    private readonly byte[]? _key = key is null ? null : Encoding.UTF8.GetBytes(key);

    /// <summary>Lets a request to the mock's own pages pass, or says why not.</summary>
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (Refuse(context.Request) is { } refusal)
            return refusal.ExecuteAsync(context);
        Cors.Allow(context);
        return Cors.IsPreflight(context.Request) ? Cors.AnswerPreflightAsync(context) : next(context);
    }

    private AdminResult? Refuse(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !IsAllowed(origin) && origin != $"{request.Scheme}://{request.Host}")
            return Forbidden($"Pages of {origin} may not steer this mock. --allow-admin-origin {origin} lets them.");
        if (_key is null)
        {
            return request.Host.HasValue && !IsLoopback(request.Host.Host)
                ? Forbidden($"The host {request.Host.Host} is not this machine's loopback. Ask for http://127.0.0.1 or http://localhost, or start the mock with --admin-key.")
                : null;
        }
        var isOpen = request.Path == OwnPages.Health || !request.Path.StartsWithSegments(OwnPages.Admin) || Cors.IsPreflight(request);
        return isOpen || HasKey(request) ? null
            : AdminResult.Error(StatusCodes.Status401Unauthorized, "No admin key", $"This mock was started with --admin-key: send the key as the header {KeyHeader}.");
    }

    /// <summary>Whether the request proves that it may see keys.</summary>
    public bool HasKey(HttpRequest request) =>
        _key is null || CryptographicOperations.FixedTimeEquals(_key, Encoding.UTF8.GetBytes(request.Headers[KeyHeader].ToString()));

    /// <summary>Whether a host name or address is this machine's loopback (RFC 6761, 6.3 for the names).</summary>
    public static bool IsLoopback(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var ip) && IPAddress.IsLoopback(ip));
    }

    private bool IsAllowed(string origin) => origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && IsLoopback(url.Host));

    private static AdminResult Forbidden(string reason) => AdminResult.Error(StatusCodes.Status403Forbidden, "Not from here", reason);
}
