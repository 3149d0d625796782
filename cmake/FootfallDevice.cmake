# footfall::rt, the device rooms alone in one library, built as a device builds them; what is installed; the example.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(device_sources "")
foreach(room core signal nn phase events parameters)
  file(GLOB room_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/footfall/${room}/*.cpp)
  list(APPEND device_sources ${room_sources})
  install(DIRECTORY footfall/${room} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/footfall COMPONENT device
          FILES_MATCHING PATTERN "*.h")
endforeach()

add_library(footfall_rt STATIC ${device_sources})
add_library(footfall::rt ALIAS footfall_rt)
target_link_libraries(footfall_rt PRIVATE $<BUILD_INTERFACE:footfall_options>)
target_compile_options(footfall_rt PRIVATE -fno-exceptions -fno-rtti)
# As the room nn is built.
get_target_property(nn_options footfall_nn COMPILE_OPTIONS)
if(nn_options)
  target_compile_options(footfall_rt PRIVATE ${nn_options})
endif()
target_compile_features(footfall_rt PUBLIC cxx_std_20)
target_include_directories(footfall_rt PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                                              $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
set_target_properties(footfall_rt PROPERTIES EXPORT_NAME rt)

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/footfall)
install(TARGETS footfall_rt EXPORT footfall-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT device)
install(EXPORT footfall-targets NAMESPACE footfall:: FILE footfall-config.cmake DESTINATION ${package_directory}
        COMPONENT device)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/footfall-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/footfall-config-version.cmake DESTINATION ${package_directory} COMPONENT device)

install(TARGETS footfall RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(DIRECTORY models/ DESTINATION ${CMAKE_INSTALL_DATADIR}/footfall/models COMPONENT program)
install(DIRECTORY web/dist/ DESTINATION ${CMAKE_INSTALL_DATADIR}/footfall/web COMPONENT program OPTIONAL)

add_executable(example_phases examples/phases/main.cpp)
target_link_libraries(example_phases PRIVATE footfall::rt footfall_options)
target_compile_options(example_phases PRIVATE -fno-exceptions -fno-rtti)
