using Millrace.XGBoost.Native;

namespace Millrace.XGBoost;

/// <summary>The installed XGBoost library.</summary>
public static class XgbLibrary
{
    /// <summary>Version of the loaded library, for instance 1.7.4; part of what makes a run reproducible.</summary>
    /// <exception cref="XgbException">The library is not installed.</exception>
    public static Version Version
    {
        get
        {
            XgbThread.Silence();
            XgbNative.XGBoostVersion(out var major, out var minor, out var patch);
            return new Version(major, minor, patch);
        }
    }
}
